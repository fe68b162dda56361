import { describe, expect, it } from 'vitest';
import { buildSubgraph } from '../serving/build-subgraph.js';
import { trial } from '../trial.fixture.js';
import type { ContentShape } from './content.js';
import { defineEvent } from './define-event.js';
import { defineReport } from './define-report.js';
import { placeSeen } from './outbox.fixture.js';

const headcount = defineReport<object>({
  name: 'headcount',
  description: 'People (人数)',
  content: { people: 'count' },
  run: () => Promise.resolve([]),
});

describe('a department', () => {
  it('is built with events and reports of its own', () => {
    expect(() => buildSubgraph({ ...trial, events: [placeSeen], reports: [headcount] })).not.toThrow();
  });

  it('is not built with events of another, or with two of one name', () => {
    const police = defineEvent({ ...placeSeen, type: 'police.place.seen' });
    expect(() => buildSubgraph({ ...trial, events: [placeSeen, police] })).toThrow(
      'police.place.seen is no event of labor',
    );
    expect(() =>
      buildSubgraph({ ...trial, events: [placeSeen, { ...placeSeen }], reports: [headcount, { ...headcount }] }),
    ).toThrow('the event labor.place.seen is stated twice; the report headcount is stated twice');
  });
});

describe('an event or a report', () => {
  it.each(['labor.started', 'labor.employment.Started', 'labor..started', 'labor.a.b.c', ''])(
    'is not stated under the name %j',
    (type) => {
      expect(() => defineEvent({ ...placeSeen, type })).toThrow(RangeError);
      expect(() => defineReport({ ...headcount, name: `${type}.` })).toThrow(RangeError);
    },
  );

  it.each([
    { place: 'text' },
    { place: 'date??' },
    { place: '' },
    { Place: 'date' },
    { 'a b': 'date' },
    { __proto__x: 'date' },
  ])('is not stated with the content %j', (content) => {
    expect(() => defineEvent({ ...placeSeen, content: content as ContentShape })).toThrow(RangeError);
    expect(() => defineReport({ ...headcount, content: content as ContentShape })).toThrow(RangeError);
    expect(() => defineReport({ ...headcount, parameters: content as ContentShape })).toThrow(RangeError);
  });
});
