// Fills stores as a hub of long standing has them: events that wait in a feed, deliveries of former years.
import { creditCodeCheckCharacter, organisationCodeCheckCharacter } from '@hub/domain';
import { openStore } from '@hub/store';
import { feedCollection, newRecordId, outboxCollection } from '@hub/subgraph';

const batch = 1_000;

/** Credit codes of the synthetic region with both check characters: 1, 2, 3 … */
export function creditCode(serial) {
  const body = serial.toString().padStart(8, '0');
  const first17 = `91990001${body}${organisationCodeCheckCharacter(body)}`;
  return `${first17}${creditCodeCheckCharacter(first17)}`;
}

const eventOf = (serial) => ({
  code: creditCode(serial),
  regionCode: '330921200200',
  establishedOn: '2026-11-01',
  kind: 'COMPANY',
});

/** Puts events of enterprises into commerce's outbox; the hub must not be running. */
export async function addEvents(dataDir, count) {
  const store = await openStore({
    database: 'hub_commerce',
    dataDir,
    collections: [outboxCollection, feedCollection],
  });
  try {
    const outbox = store.collection(outboxCollection);
    const feed = store.collection(feedCollection);
    const { last } = await feed.findOne({ _id: 'feed' });
    const since = Date.now() - count;
    for (let start = 0; start < count; start += batch) {
      const events = Array.from({ length: Math.min(batch, count - start) }, (_, index) => {
        const occurredAt = new Date(since + start + index);
        return {
          _id: newRecordId(occurredAt),
          sequence: last + start + index + 1,
          type: 'commerce.enterprise.registered',
          data: eventOf(last + start + index + 1),
          occurredAt,
        };
      });
      await outbox.insertMany(events, { atomic: true });
    }
    await feed.updateOne({ _id: 'feed' }, { $set: { last: last + count } });
  } finally {
    await store.close();
  }
}

/** Puts deliveries that were made long ago into the gateway's store; the hub must not be running. */
export async function addHistory(dataDir, count, { collections, onProgress }) {
  const store = await openStore({ database: 'hub_gateway', dataDir, collections });
  try {
    const deliveries = store.collection(collections.find(({ name }) => name === 'deliveries'));
    const at = new Date('2026-01-15T00:00:00Z');
    for (let start = 0; start < count; start += batch) {
      const rows = Array.from({ length: Math.min(batch, count - start) }, (_, index) => {
        const notificationId = newRecordId(at);
        const subscriptionId = `old-${(start + index) % 20}`;
        return {
          _id: `${notificationId}.${subscriptionId}`,
          notificationId,
          subscriptionId,
          department: 'labor',
          kind: 'N-08',
          state: 'DELIVERED',
          nextAttemptAt: at,
          claimNo: 1,
          attempts: 1,
          history: [{ attempt: 1, at, outcome: 'DELIVERED', responseCode: 204 }],
          createdAt: at,
          finishedAt: at,
        };
      });
      await deliveries.insertMany(rows, { atomic: true });
      if ((start / batch) % 100 === 0) onProgress(start);
    }
  } finally {
    await store.close();
  }
}

/** Commits one event at a time to commerce's feed, while the hub runs: as a department in a process of its own does. */
export async function openTeller(dataDir) {
  const store = await openStore({ database: 'hub_commerce', dataDir, collections: [outboxCollection, feedCollection] });
  const outbox = store.collection(outboxCollection);
  const feed = store.collection(feedCollection);
  return {
    tell: (serial) =>
      store.withTransaction(async (session) => {
        const { last } = await feed.findOneAndUpdate(
          { _id: 'feed' },
          { $inc: { last: 1 } },
          { session, returnDocument: 'after' },
        );
        const occurredAt = new Date();
        const type = 'commerce.enterprise.registered';
        const event = { _id: newRecordId(occurredAt), sequence: last, type, data: eventOf(serial), occurredAt };
        await outbox.insertOne(event, { session });
      }),
    close: () => store.close(),
  };
}
