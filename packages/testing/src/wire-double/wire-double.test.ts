import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSession, WireClient } from './wire-client.fixture.js';
import { createWireDouble, type WireDouble } from './wire-double.js';

let double: WireDouble;
let client: WireClient;

beforeEach(async () => {
  double = createWireDouble();
  await double.start();
  client = await WireClient.open(double.url);
});
afterEach(async () => {
  client.close();
  await double.remove();
});

const find = async (filter: Record<string, unknown> = {}, asker = client): Promise<readonly unknown[]> => {
  const { cursor } = await asker.ask({ find: 'items', filter, sort: { _id: 1 } });
  return (cursor as { readonly firstBatch: readonly unknown[] }).firstBatch;
};

describe('the wire double', () => {
  it.each(['hello', 'isMaster'])(
    'greets in the old form and in the new as the only member of a replica set (%s)',
    async (name) => {
      const member = {
        isWritablePrimary: true,
        setName: 'double',
        hosts: [new URL(double.url).host],
        logicalSessionTimeoutMinutes: 30,
        maxWireVersion: 25,
        ok: 1,
      };
      expect(await client.query({ [name]: 1, helloOk: true })).toMatchObject(member);
      expect(await client.ask({ [name]: 1 })).toMatchObject(member);
      expect(await client.ask({ buildInfo: 1 })).toMatchObject({ version: '8.0.0' });
      expect(await client.ask({ ping: 1 })).toMatchObject({ ok: 1 });
    },
  );

  it('reads documents in sections of their own', async () => {
    expect(await client.ask({ insert: 'items' }, { documents: [{ _id: 'a' }, { _id: 'b' }] })).toMatchObject({ n: 2 });
    expect(await find()).toEqual([{ _id: 'a' }, { _id: 'b' }]);
  });

  it.each([
    ['a command it does not know', { mapReduce: 'items' }, 59],
    ['an option it does not know', { find: 'items', filter: {}, hint: { a: 1 } }, 40415],
    ['an option of a statement it does not know', { delete: 'items', deletes: [{ q: {}, limit: 1, hint: {} }] }, 40415],
    ['a pipeline it does not know', { aggregate: 'items', pipeline: [{ $lookup: {} }], cursor: {} }, 40324],
    ['an operator outside the subset', { find: 'items', filter: { a: { $mod: [2, 0] } } }, 2],
    ['indexes of a collection that is not there', { listIndexes: 'others' }, 26],
    ['a cursor that is not there', { getMore: 7, collection: 'items' }, 43],
  ])('refuses %s', async (_what, command, code) => {
    await client.ask({ insert: 'items', documents: [{ _id: 'a' }] });
    expect(await client.ask(command)).toMatchObject({ ok: 0, code });
  });

  it('says of each failed write which one it was, with the key that is taken', async () => {
    await client.ask({ createIndexes: 'items', indexes: [{ key: { code: 1 }, name: 'by code', unique: true }] });
    const documents = ['1', '2', '1', '4'].map((code) => ({ _id: `d${code}${Math.random()}`, code }));
    const failure = { index: 2, code: 11000, keyPattern: { code: 1 }, keyValue: { code: '1' } };
    expect(await client.ask({ insert: 'items', documents })).toMatchObject({ n: 2, writeErrors: [failure] });
    expect(await client.ask({ insert: 'items', documents: [...documents].reverse(), ordered: false })).toMatchObject({
      n: 1,
      writeErrors: [{ index: 1 }, { index: 2 }, { index: 3 }],
    });
    const text = 'E11000 duplicate key error collection: trial.items index: by code dup key: { code: "1" }';
    const update = { q: { code: '2' }, u: { $set: { code: '1' } } };
    expect(await client.ask({ update: 'items', updates: [update] })).toMatchObject({ writeErrors: [{ errmsg: text }] });
  });

  it('makes an index multikey when an array arrives, before the index or after it', async () => {
    await client.ask({ insert: 'items', documents: [{ _id: 'a', zones: ['x', 'y'] }] });
    const index = { key: { zones: 1 }, name: 'zones_1', unique: true };
    expect(await client.ask({ createIndexes: 'items', indexes: [index] })).toMatchObject({ ok: 1 });
    await client.ask({ createIndexes: 'items', indexes: [{ key: { marks: 1 }, name: 'marks_1' }] });
    expect(await client.ask({ insert: 'items', documents: [{ _id: 'b', zones: 'z', marks: [1, 2] }] })).toMatchObject({
      n: 1,
    });
    expect(await client.ask({ insert: 'items', documents: [{ _id: 'c', zones: ['y'] }] })).toMatchObject({
      writeErrors: [{ code: 11000, keyValue: { zones: 'y' } }],
    });
    expect(await find({ marks: 2 })).toHaveLength(1);
  });

  it('gives what is found in batches, until the cursor is at its end or killed', async () => {
    await client.ask({ insert: 'items', documents: Array.from({ length: 5 }, (_, i) => ({ _id: String(i) })) });
    const { cursor } = await client.ask({ find: 'items', batchSize: 2 });
    const { id, firstBatch } = cursor as { readonly id: number; readonly firstBatch: readonly unknown[] };
    expect(firstBatch).toHaveLength(2);
    const more = await client.ask({ getMore: id, collection: 'items', batchSize: 2 });
    expect(more['cursor']).toMatchObject({ id, nextBatch: [{ _id: '2' }, { _id: '3' }] });
    expect(await client.ask({ killCursors: 'items', cursors: [id] })).toMatchObject({ cursorsKilled: [id] });
    expect(await client.ask({ getMore: id, collection: 'items' })).toMatchObject({ code: 43 });
  });

  it('goes away and comes back with its data and what it had answered', async () => {
    const index = { key: { n: 1 }, name: 'n_1' };
    await client.ask({ createIndexes: 'items', indexes: [index] });
    const { lsid } = createSession();
    const write = {
      update: 'items',
      updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } }, upsert: true }],
      lsid,
      txnNumber: 5,
    };
    const first = await client.ask(write);
    expect(first).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 'a' }] });
    const { url } = double;
    await double.stop();
    await expect(client.ask({ ping: 1 })).rejects.toThrow();
    await double.start();
    expect(double.url).toBe(url);
    client = await WireClient.open(url);
    expect(await client.ask(write)).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 'a' }] });
    expect(await find()).toEqual([{ _id: 'a', n: 1 }]);
    const { cursor } = await client.ask({ listIndexes: 'items' });
    expect(cursor).toMatchObject({ firstBatch: [{ name: '_id_' }, index] });
    expect(await client.ask({ ...write, txnNumber: 4 })).toMatchObject({ code: 225 });
    expect(await client.ask({ ...write, txnNumber: 6 })).toMatchObject({ n: 1, nModified: 1 });
  });

  it('takes no number with a write that may touch many documents', async () => {
    const { lsid } = createSession();
    const update = { q: {}, u: { $set: { n: 1 } }, multi: true };
    expect(await client.ask({ update: 'items', updates: [update], lsid, txnNumber: 1 })).toMatchObject({ code: 72 });
  });
});

describe('transactions of the wire double', () => {
  const change = (_id: string, n: number) => ({
    update: 'items',
    updates: [{ q: { _id }, u: { $set: { n } }, upsert: true }],
  });
  const transient = { ok: 0, errorLabels: ['TransientTransactionError'] };
  const end = (what: 'commitTransaction' | 'abortTransaction') => ({ [what]: 1, $db: 'admin' });

  beforeEach(async () => {
    await client.ask({
      insert: 'items',
      documents: [
        { _id: 'a', n: 0 },
        { _id: 'b', n: 0 },
      ],
    });
  });

  it('see their snapshot and their own writes, and nobody sees theirs before the commit', async () => {
    const [one, two] = [createSession(), createSession()];
    await client.ask(one.within(change('a', 1)));
    const query = { find: 'items', filter: {}, sort: { _id: 1 } };
    const seen = async (session: typeof one) => (await client.ask(session.within(query)))['cursor'];
    expect(await seen(two)).toMatchObject({ firstBatch: [{ n: 0 }, { n: 0 }] });
    await client.ask(change('b', 5));
    expect(await seen(one)).toMatchObject({ firstBatch: [{ n: 1 }, { n: 0 }] });
    expect(await find()).toMatchObject([{ n: 0 }, { n: 5 }]);
    expect(await client.ask(one.within(end('commitTransaction')))).toMatchObject({ ok: 1 });
    expect(await client.ask(one.within(end('commitTransaction')))).toMatchObject({ ok: 1 });
    expect(await seen(two)).toMatchObject({ firstBatch: [{ n: 0 }, { n: 0 }] });
    expect(await find()).toMatchObject([{ n: 1 }, { n: 5 }]);
  });

  it('that change different documents go on beside each other', async () => {
    const [one, two] = [createSession(), createSession()];
    await client.ask(one.within(change('a', 1)));
    await client.ask(two.within(change('b', 2)));
    expect(await client.ask(two.within(end('commitTransaction')))).toMatchObject({ ok: 1 });
    expect(await client.ask(one.within(end('commitTransaction')))).toMatchObject({ ok: 1 });
    expect(await find()).toMatchObject([{ n: 1 }, { n: 2 }]);
  });

  it('that change one document conflict at once, and the second may begin again', async () => {
    const [one, two] = [createSession(), createSession()];
    await client.ask(one.within(change('a', 1)));
    await client.ask(two.within(change('b', 2)));
    expect(await client.ask(two.within(change('a', 2)))).toMatchObject({
      ...transient,
      code: 112,
      codeName: 'WriteConflict',
    });
    expect(await client.ask(two.within(change('b', 3)))).toMatchObject({ ...transient, code: 251 });
    expect(await client.ask(one.within(end('commitTransaction')))).toMatchObject({ ok: 1 });
    expect(await find()).toMatchObject([{ n: 1 }, { n: 0 }]);
  });

  it('do not overwrite what was committed since they began', async () => {
    const one = createSession();
    await client.ask(one.within({ find: 'items', filter: { _id: 'b' } }));
    await client.ask(change('a', 7));
    expect(await client.ask(one.within(change('a', 1)))).toMatchObject({ ...transient, code: 112 });
    expect(await find({ _id: 'a' })).toMatchObject([{ n: 7 }]);
  });

  it('that meet somebody at a unique key when they commit keep nothing', async () => {
    await client.ask({
      createIndexes: 'items',
      indexes: [
        { key: { code: 1 }, name: 'code_1', unique: true, partialFilterExpression: { code: { $type: 'string' } } },
      ],
    });
    const one = createSession();
    await client.ask(one.within({ insert: 'items', documents: [{ _id: 'c', code: 'x' }, { _id: 'd' }] }));
    await client.ask({ insert: 'items', documents: [{ _id: 'e', code: 'x' }] });
    expect(await client.ask(one.within(end('commitTransaction')))).toMatchObject({ ...transient, code: 112 });
    expect(await find({ _id: { $in: ['c', 'd', 'e'] } })).toEqual([{ _id: 'e', code: 'x' }]);
  });

  it('leave nothing when they are aborted, when something fails in them, or when the server goes away', async () => {
    const [aborted, failed, lost] = [createSession(), createSession(), createSession()];
    await client.ask(aborted.within(change('a', 1)));
    expect(await client.ask(aborted.within(end('abortTransaction')))).toMatchObject({ ok: 1 });
    await client.ask(failed.within(change('a', 2)));
    expect(await client.ask(failed.within({ insert: 'items', documents: [{ _id: 'b' }] }))).toMatchObject({
      writeErrors: [{ code: 11000 }],
    });
    expect(await client.ask(failed.within(end('commitTransaction')))).toMatchObject({ code: 251 });
    await client.ask(lost.within(change('a', 3)));
    await double.stop();
    await double.start();
    client = await WireClient.open(double.url);
    expect(await client.ask(lost.within(end('commitTransaction')))).toMatchObject({ ...transient, code: 251 });
    expect(await find()).toMatchObject([{ n: 0 }, { n: 0 }]);
  });

  it('are waited for by a write that needs what they have changed, as long as that write may take', async () => {
    const [one, other] = [createSession(), await WireClient.open(double.url)];
    await client.ask(one.within(change('a', 1)));
    expect(await other.ask({ ...change('a', 9), maxTimeMS: 1 })).toMatchObject({ ok: 0, code: 50 });
    const waiting = other.ask({ update: 'items', updates: [{ q: { _id: 'a' }, u: { $inc: { n: 10 } } }] });
    expect(await client.ask(one.within(end('commitTransaction')))).toMatchObject({ ok: 1 });
    expect(await waiting).toMatchObject({ n: 1, nModified: 1 });
    expect(await find({ _id: 'a' })).toMatchObject([{ n: 11 }]);
    other.close();
  });

  it.each([
    ['a count', { count: 'items' }, 263],
    ['a write concern', { ...change('a', 1), writeConcern: { w: 1 } }, 72],
    ['another database', { find: 'items', $db: 'elsewhere' }, 263],
  ])('refuse %s', async (_what, command, code) => {
    const one = createSession();
    await client.ask(one.within({ find: 'items' }));
    expect(await client.ask(one.within(command))).toMatchObject({ ok: 0, code });
  });
});

describe('fail points of the wire double', () => {
  const configure = (mode: unknown, data: object) =>
    client.ask({ configureFailPoint: 'failCommand', mode, data, $db: 'admin' });
  const insert = (_id: string) => ({ insert: 'items', documents: [{ _id }] });

  it('fail some commands so many times, and say how often they did', async () => {
    await configure({ times: 2 }, { failCommands: ['insert'], errorCode: 10107 });
    const { lsid } = createSession();
    expect(await client.ask({ ...insert('a'), lsid, txnNumber: 1 })).toMatchObject({
      ok: 0,
      code: 10107,
      codeName: 'NotWritablePrimary',
      errorLabels: ['RetryableWriteError'],
    });
    expect((await client.ask(insert('a')))['errorLabels']).toBeUndefined();
    expect(await client.ask(insert('a'))).toMatchObject({ n: 1 });
    expect(await configure('off', {})).toMatchObject({ count: 2 });
  });

  it('close the connection, before a command or after a write that is kept', async () => {
    await configure({ times: 1 }, { failCommands: ['insert'], closeConnection: true });
    await expect(client.ask(insert('a'))).rejects.toThrow('closed');
    client = await WireClient.open(double.url);
    expect(await find()).toEqual([]);
    await client.ask({ configureFailPoint: 'onPrimaryTransactionalWrite', mode: { times: 1 }, $db: 'admin' });
    const { lsid } = createSession();
    await expect(client.ask({ ...insert('a'), lsid, txnNumber: 1 })).rejects.toThrow('closed');
    client = await WireClient.open(double.url);
    expect(await find()).toEqual([{ _id: 'a' }]);
    expect(await client.ask({ ...insert('a'), lsid, txnNumber: 1 })).toMatchObject({ n: 1 });
  });

  it('put a failed write concern beside a write that was done', async () => {
    await configure('alwaysOn', { failCommands: ['insert'], writeConcernError: { code: 64, errmsg: 'no majority' } });
    expect(await client.ask(insert('a'))).toMatchObject({
      n: 1,
      writeConcernError: { code: 64, errmsg: 'no majority' },
    });
    expect(await find()).toHaveLength(1);
  });
});
