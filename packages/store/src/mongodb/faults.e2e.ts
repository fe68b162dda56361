import { createWireDouble } from '@hub/testing';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Collection, defineCollection, type Document, type Store } from '../port.js';
import { openStore } from '../open-store.js';
import { StoreUnavailableError } from '../store-unavailable-error.js';

interface Account extends Document {
  readonly n: number;
}
const accountCollection = defineCollection<Account>({ name: 'accounts', indexes: [{ key: { n: 1 } }] });
const transient = { errorCode: 112, errorLabels: ['TransientTransactionError'] };

/** Faults of a server and of the way to it, made by its own fail points. */
describe('The MongoDB store, when something goes wrong on the way', () => {
  const double = createWireDouble();
  let saboteur: MongoClient;
  let store: Store;
  let accounts: Collection<Account>;

  beforeAll(async () => {
    await double.start();
    saboteur = new MongoClient(double.url);
    store = await openStore({
      database: 'hub_faults',
      dataDir: '',
      mongodbUrl: double.url,
      collections: [accountCollection],
    });
    accounts = store.collection(accountCollection);
  });
  beforeEach(async () => {
    await accounts.deleteMany({});
    await accounts.insertOne({ _id: 'a', n: 0 });
  });
  afterAll(async () => {
    await saboteur.close();
    await store.close();
    await double.remove();
  });

  /** Runs `work` under a fail point, which must have acted. */
  async function under(mode: unknown, data: object, work: () => Promise<unknown>, name = 'failCommand'): Promise<void> {
    const admin = saboteur.db('admin');
    await admin.command({ configureFailPoint: name, mode, data });
    try {
      await work();
    } finally {
      const { count } = await admin.command({ configureFailPoint: name, mode: 'off' });
      expect(count).toBeGreaterThan(0);
    }
  }
  const increment = () => accounts.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
  const balance = async () => (await accounts.findOne({ _id: 'a' }))?.n;

  it('begins transactions again that the server aborts, three in ten, and each has its effect once', async () => {
    const failCommands = ['find', 'update', 'insert', 'commitTransaction'];
    await under({ activationProbability: 0.3 }, { failCommands, ...transient }, async () => {
      const work = async (i: number) =>
        store.withTransaction(async (session) => {
          const account = await accounts.findOne({ _id: 'a' }, { session });
          await accounts.updateOne({ _id: 'a' }, { $set: { n: (account?.n ?? 0) + 1 } }, { session });
          await accounts.insertOne({ _id: `entry${String(i)}`, n: i }, { session });
        });
      for (let i = 0; i < 20; i += 4) await Promise.all([i, i + 1, i + 2, i + 3].map(work));
    });
    expect(await balance()).toBe(20);
    expect(await accounts.countDocuments({})).toBe(21);
  });

  it('begins a transaction again even when its work made another error of what happened', async () => {
    let attempts = 0;
    await under({ times: 1 }, { failCommands: ['update'], ...transient }, () =>
      store.withTransaction(async (session) => {
        attempts++;
        await accounts.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session }).catch(() => {
          throw new Error('Somebody was faster');
        });
      }),
    );
    expect([attempts, await balance()]).toEqual([2, 1]);
  });

  it.each([
    ['before a write', 'failCommand', { failCommands: ['update'], closeConnection: true }],
    ['after a write was kept and before it was answered', 'onPrimaryTransactionalWrite', {}],
    ['by a primary that steps down', 'failCommand', { failCommands: ['update'], errorCode: 189 }],
  ])('sends a write again that is cut off %s, and it has one effect', async (_when, name, data) => {
    await under({ times: 1 }, data, increment, name);
    expect(await balance()).toBe(1);
  });

  it('commits again when the connection is lost at the commit, and it has one effect', async () => {
    await under({ times: 1 }, { failCommands: ['commitTransaction'], closeConnection: true }, () =>
      store.withTransaction((session) => accounts.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session })),
    );
    expect(await balance()).toBe(1);
  });

  it.each([
    ['find', 10107, () => accounts.findOne({ _id: 'a' })],
    ['find', 10107, () => accounts.find({}, { limit: 5 }).toArray()],
    ['aggregate', 13436, () => accounts.countBy(['n'])],
    ['update', 10107, () => increment()],
    ['insert', 91, () => accounts.insertMany([{ _id: 'b', n: 1 }])],
  ])('says that it is not available when %s finds no primary twice (%i)', async (command, errorCode, work) => {
    await under('alwaysOn', { failCommands: [command], errorCode }, () =>
      expect(work()).rejects.toThrow(StoreUnavailableError),
    );
  });

  it('says so too of a write that a majority could not keep in time', async () => {
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    await under('alwaysOn', { failCommands: ['update'], writeConcernError }, () =>
      expect(increment()).rejects.toThrow(StoreUnavailableError),
    );
  });

  it('waits for a server that goes away and soon comes back', async () => {
    await double.stop();
    const waiting = increment();
    await double.start();
    await waiting;
    expect(await balance()).toBe(1);
  });
});
