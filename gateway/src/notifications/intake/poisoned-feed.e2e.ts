import type { IncomingMessage, ServerResponse } from 'node:http';
import { newRecordId } from '@hub/subgraph';
import { afterEach, describe, expect, it } from 'vitest';
import type { BadDepartment } from '../../../test/bad-department.js';
import { startBadDepartment } from '../../../test/bad-department.js';
import { feedCursorCollection } from './feed-cursor.repository.js';
import type { IntakeTrial } from './intake.fixture.js';
import { startIntakeTrial } from './intake.fixture.js';
import { quarantinedEventCollection } from './quarantined-event.repository.js';

let trial: IntakeTrial;
let feed: BadDepartment;
afterEach(async () => {
  await trial.stop();
  await feed.stop();
});

const now = new Date('2026-11-20T02:00:00Z');
const hired = (sequence: number): object => ({
  id: newRecordId(now),
  sequence,
  type: 'commerce.enterprise.closed',
  occurredAt: now.toISOString(),
  data: { code: '91990000MA000001XX', closedOn: '2026-11-20' },
});
const returned = (sequence: number): object => ({
  ...hired(sequence),
  type: 'community.weekly-return.submitted',
  data: {
    stationCode: 'S330921200001',
    week: '2026-W47',
    submittedAt: now.toISOString(),
    arrivals: 1,
    departures: 2,
    requests: 3,
    events: 0,
  },
});

/** A community whose feed says what it is told to, page by page as it is asked. */
async function start(texts: readonly string[]): Promise<string[]> {
  const asked: string[] = [];
  feed = await startBadDepartment((response: ServerResponse, { url = '' }: IncomingMessage) => {
    asked.push(url);
    const query = new URLSearchParams(url.split('?')[1]);
    const after = Number(query.get('after'));
    const events = texts.slice(after, after + Number(query.get('limit')));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"feedId":"f","oldest":1,"newest":${String(texts.length)},"events":[${events.join(',')}]}`);
  });
  const seen: string[] = [];
  trial = await startIntakeTrial({
    departments: ['community'],
    urls: { community: feed.url },
    reactions: [
      (events) => {
        seen.push(...events.map(({ sequence }) => String(sequence)));
        return Promise.resolve();
      },
    ],
  });
  await trial.intake.pullOnce();
  await trial.intake.pullOnce();
  return seen;
}

const quarantined = async () =>
  (
    await trial.store
      .collection(quarantinedEventCollection)
      .find({}, { sort: { position: 1 } })
      .toArray()
  ).map(({ position, reason }) => [position, reason]);

describe('a feed with events that cannot be read', () => {
  it('goes on behind each of them', async () => {
    const text = (event: object): string => JSON.stringify(event);
    const seen = await start([
      text(returned(1)),
      '{"__proto__":{"id":1},"constructor":{}}',
      text(returned(3)).replace('"2026-W47"', String.raw`"\ud800"`),
      text(returned(4)),
      text(returned(5)).replace('"2026-W47"', `"${'A'.repeat(1_000_000)}"`),
      text(hired(6)),
      text(returned(7)).replace('"arrivals":1', '"arrivals":1e999'),
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      text(returned(9)),
    ]);
    expect(seen).toEqual(['1', '4', '9']);
    expect(await quarantined()).toEqual([
      [2, 'MALFORMED'],
      [3, 'BAD_CONTENT'],
      [5, 'BAD_CONTENT'],
      [6, 'FOREIGN_TYPE'],
      [7, 'BAD_CONTENT'],
      [8, 'MALFORMED'],
    ]);
    expect(await trial.issued('S-05')).toMatchObject([{ data: { department: 'COMMUNITY', trouble: 'UNREADABLE' } }]);
    expect(await trial.metrics.registry.metrics()).toContain(
      'hub_events_total{department="community",outcome="quarantined",part="gateway"} 6',
    );
  });

  it('is read again when it was mended, and tells what follows then, once', async () => {
    const bad = JSON.stringify(returned(2)).replace('"arrivals":1', '"arrivals":-1');
    const texts = [JSON.stringify(returned(1)), bad, JSON.stringify(returned(3))];
    const seen = await start(texts);
    const { store, repairs } = trial;
    const listed = async () => (await repairs.listUnread({})).items.map(({ _id }) => _id);
    const ids = await listed();
    expect(ids).toEqual(['community:f:2']);
    expect(await repairs.rereadEvents(ids)).toEqual({ read: 0, unreadable: 1, gone: 0 });
    texts[1] = JSON.stringify(returned(2));
    const both = await Promise.all([repairs.rereadEvents(ids), repairs.rereadEvents(ids)]);
    expect(both.map(({ unreadable, gone }) => unreadable + gone)).toEqual([0, 0]);
    expect(seen).toEqual(['1', '3', '2']);
    expect(await listed()).toEqual([]);
    await expect(repairs.rereadEvents(ids)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await store.collection(feedCursorCollection).findOne({ _id: 'community' })).toMatchObject({ cursor: 3 });
  });

  it('cannot be read again where it is not any more, or while the department is down', async () => {
    const texts = [JSON.stringify(returned(1)), '{}'];
    await start(texts);
    const { repairs } = trial;
    texts.pop();
    expect(await repairs.rereadEvents(['community:f:2'])).toEqual({ read: 0, unreadable: 0, gone: 1 });
    await feed.stop();
    await expect(repairs.rereadEvents(['community:f:2'])).rejects.toMatchObject({
      code: 'DEPARTMENT_UNAVAILABLE',
      details: { department: 'community' },
    });
    expect((await repairs.listUnread({})).items).toHaveLength(1);
  });

  it('is read again in the order of its feed, also behind the tenth place', async () => {
    const texts = Array.from({ length: 10 }, (_, index) => JSON.stringify(returned(index + 1)));
    const places = [8, 9];
    for (const place of places) texts[place] = '{}';
    const seen = await start(texts);
    for (const place of places) texts[place] = JSON.stringify(returned(place + 1));
    const ids = ['community:f:10', 'community:f:9'];
    expect(await trial.repairs.rereadEvents(ids)).toEqual({ read: 2, unreadable: 0, gone: 0 });
    expect(seen.slice(-2)).toEqual(['9', '10']);
  });

  it('is read in smaller pages where it is large, and passed over where one event is too large', async () => {
    const padded = (sequence: number, bytes: number): string =>
      JSON.stringify(returned(sequence)).replace('{', `{"padding":"${'x'.repeat(bytes)}",`);
    const seen = await start([
      JSON.stringify(returned(1)),
      ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((sequence) => padded(sequence, 1_000_000)),
      padded(11, 9_000_000),
      JSON.stringify(returned(12)),
    ]);
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '12']);
    expect(await quarantined()).toEqual([[11, 'TOO_LARGE']]);
    expect(await trial.store.collection(feedCursorCollection).findOne({ _id: 'community' })).toMatchObject({
      cursor: 12,
    });
  });
});
