import type { EventsDocument } from '@hub/subgraph';
import { describe, expect, it } from 'vitest';
import { listLostEvents } from './lost-events.js';

const base: EventsDocument = {
  events: [
    {
      type: 'labor.employment.started',
      department: 'labor',
      description: 'A hire (用工备案)',
      content: { personId: 'personId', startedOn: 'date', regionCode: 'regionCode?' },
    },
  ],
  reports: [
    {
      name: 'school-intake',
      department: 'police',
      description: 'Children by village (学龄儿童)',
      parameters: { intakeBy: 'date', regionCode: 'regionCode?' },
      content: { regionCode: 'regionCode', children: 'count' },
    },
  ],
};
const [event] = base.events;
const [report] = base.reports;

const withContent = (content: EventsDocument['events'][number]['content']): EventsDocument => ({
  ...base,
  events: event === undefined ? [] : [{ ...event, content }],
});
const withReport = (change: Partial<EventsDocument['reports'][number]>): EventsDocument => ({
  ...base,
  reports: report === undefined ? [] : [{ ...report, ...change }],
});

describe('a change of what departments tell the hub', () => {
  it.each<[string, EventsDocument]>([
    ['says nothing else', base],
    ['tells one fact more', withContent({ ...event?.content, endedOn: 'date?' })],
    ['always tells what could be missing', withContent({ ...event?.content, regionCode: 'regionCode' })],
    ['asks for less', withReport({ parameters: { intakeBy: 'date?', regionCode: 'regionCode?' } })],
    ['takes something more', withReport({ parameters: { ...report?.parameters, until: 'date?' } })],
  ])('that %s breaks nobody', (_what, after) => {
    expect(listLostEvents(base, after)).toEqual([]);
  });

  it.each<[string, EventsDocument, readonly string[]]>([
    [
      'takes everything away',
      { events: [], reports: [] },
      ['The event labor.employment.started was removed', 'The report school-intake of police was removed'],
    ],
    [
      'takes a field away',
      withContent({ personId: 'personId', startedOn: 'date' }),
      ['The event labor.employment.started lost its field regionCode'],
    ],
    [
      'gives a field in another kind, or no longer always',
      withContent({ personId: 'recordId', startedOn: 'date?', regionCode: 'regionCode?' }),
      [
        'The event labor.employment.started gives personId as recordId, which was personId',
        'The event labor.employment.started gives startedOn as date?, which was date',
      ],
    ],
    [
      'takes a figure away from a report',
      withReport({ content: { regionCode: 'regionCode' } }),
      ['The report school-intake of police lost its field children'],
    ],
    [
      'asks for more, or for something else',
      withReport({ parameters: { intakeBy: 'week', since: 'date' } }),
      [
        'The report school-intake of police takes intakeBy as week, which was date',
        'The report school-intake of police no longer takes regionCode',
        'The report school-intake of police demands since now',
      ],
    ],
  ])('that %s is listed', (_what, after, expected) => {
    expect(listLostEvents(base, after)).toEqual(expected);
  });
});
