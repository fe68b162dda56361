import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedEntry } from './feed-page.js';
import { checkPage } from './feed-page.js';

const shapes = new Map([
  ['labor.employment.ended', { personId: 'personId', endedOn: 'date', reason: 'code?' } as const],
]);
const good = {
  id: '019a9f00-0000-7000-8000-000000000001',
  sequence: 1,
  type: 'labor.employment.ended',
  occurredAt: '2026-11-20T02:00:00.000Z',
  data: { personId: `p${'1'.repeat(32)}`, endedOn: '2026-11-20' },
};
const second = { ...good, sequence: 2 };
const page = (...events: unknown[]): unknown => ({ feedId: 'f', oldest: 1, newest: 100, events });
const check = (events: readonly unknown[], after = 0): readonly FeedEntry[] =>
  checkPage(page(...events), after, 'labor', shapes).entries;
const outcomes = (entries: readonly FeedEntry[]) =>
  entries.map((entry) => [entry.position, 'poison' in entry ? entry.poison : 'taken']);

describe('a page of a feed', () => {
  it('gives its events as they are', () => {
    expect(check([good])).toEqual([{ position: 1, event: good }]);
  });

  const ofType = (text: string): unknown => JSON.parse(text) as unknown;
  it.each<[string, string, unknown]>([
    ['no object', 'MALFORMED', null],
    ['a list', 'MALFORMED', []],
    ['a text', 'MALFORMED', 'labor.employment.ended'],
    ['no id', 'MALFORMED', { ...second, id: undefined }],
    ['an id of another form', 'MALFORMED', { ...second, id: { $ne: 1 } }],
    ['no time', 'MALFORMED', { ...second, occurredAt: '2026-13-01T00:00:00.000Z' }],
    ['no place', 'MALFORMED', { ...second, sequence: '1' }],
    ['a place beyond the newest', 'MALFORMED', { ...second, sequence: 101 }],
    ['an endless place', 'MALFORMED', { ...second, sequence: 1e300 }],
    ['a list for its data', 'MALFORMED', { ...second, data: [] }],
    ['another department’s type', 'FOREIGN_TYPE', { ...second, type: 'police.residence.ended' }],
    ['a type that nobody knows', 'UNKNOWN_TYPE', { ...second, type: 'labor.employment.forgotten' }],
    ['a type of every object', 'FOREIGN_TYPE', { ...second, type: 'constructor' }],
    ['a field too many', 'BAD_CONTENT', { ...second, data: { ...second.data, name: '张三' } }],
    ['a field too few', 'BAD_CONTENT', { ...second, data: { endedOn: '2026-11-20' } }],
    [
      'a document number for an id',
      'BAD_CONTENT',
      { ...second, data: { ...second.data, personId: '990000199001010010' } },
    ],
    ['a day that is none', 'BAD_CONTENT', { ...second, data: { ...second.data, endedOn: '2026-02-30' } }],
    ['a lone surrogate', 'BAD_CONTENT', { ...second, data: { ...second.data, reason: '\ud800' } }],
    ['a megabyte', 'BAD_CONTENT', { ...second, data: { ...second.data, reason: 'A'.repeat(1e6) } }],
    ['an object for a value', 'BAD_CONTENT', { ...second, data: { ...second.data, reason: { $gt: '' } } }],
    [
      'a prototype among its data',
      'BAD_CONTENT',
      ofType(JSON.stringify(second).replace('"data":{', '"data":{"__proto__":{"personId":"p"},')),
    ],
  ])('quarantines an event with %s alone', (_what, reason, poison) => {
    expect(outcomes(check([good, poison, { ...good, sequence: 3 }]))).toEqual([
      [1, 'taken'],
      [2, reason],
      [3, 'taken'],
    ]);
    expect(Object.getPrototypeOf({})).not.toHaveProperty('personId');
  });

  it('may leave places out, but goes back to none', () => {
    const at = (sequence: number) => ({ ...good, sequence });
    expect(outcomes(check([at(4), at(9), at(9), at(2), at(12)], 3))).toEqual([
      [4, 'taken'],
      [9, 'taken'],
      [10, 'MALFORMED'],
      [11, 'MALFORMED'],
      [12, 'taken'],
    ]);
  });

  it.each([null, [], {}, 'page', { feedId: 'f', oldest: -1, newest: 0, events: [] }, { feedId: { $ne: 1 } }])(
    'is none when it looks like %j',
    (answer) => {
      expect(() => checkPage(answer, 0, 'labor', shapes)).toThrow();
    },
  );

  it('always goes on, whatever its events are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.jsonValue(), fc.record({ sequence: fc.integer() }))),
        fc.nat(),
        (events, after) => {
          const positions = check(events, after).map(({ position }) => position);
          expect(positions).toHaveLength(events.length);
          for (const [index, position] of positions.entries()) {
            expect(position).toBeGreaterThan(positions[index - 1] ?? after);
          }
        },
      ),
    );
  });
});
