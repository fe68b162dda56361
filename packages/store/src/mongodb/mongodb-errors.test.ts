import {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  type WriteError,
} from 'mongodb';
import { describe, expect, it } from 'vitest';
import { DuplicateKeyError, StoreUsageError } from '../port.js';
import { planCollection } from '../indexes/collection-plan.js';
import { StoreUnavailableError } from '../store-unavailable-error.js';
import { asPortError } from './mongodb-errors.js';

const plan = planCollection({ name: 'people', indexes: [{ key: { tag: 1, 'home.zone': -1 }, unique: true }] });
const message =
  'E11000 duplicate key error collection: hub_police.people index: tag_1_home.zone_-1 dup key: { tag: "secret", home.zone: null }';

describe("the driver's errors", () => {
  it('of a broken unique index become the one of the port, without data in the message', () => {
    const error = asPortError(
      new MongoServerError({
        message,
        code: 11000,
        keyPattern: { tag: 1, 'home.zone': -1 },
        keyValue: { tag: 'secret', 'home.zone': null },
      }),
      plan,
    );
    expect(error).toBeInstanceOf(DuplicateKeyError);
    expect(error).toMatchObject({
      message: 'Duplicate key in people, index tag_1_home.zone_-1',
      keyPattern: { tag: 1, 'home.zone': -1 },
      keyValue: { tag: 'secret', 'home.zone': null },
    });
  });

  it('of a bulk name the index and take the values from the document', () => {
    // The driver makes these from the server's answer; it does not export the class.
    const first = { code: 11000, index: 0, errmsg: message, getOperation: () => ({ _id: 'p', tag: 'secret' }) };
    const bulk = new MongoBulkWriteError(
      { message, code: 11000, writeErrors: [first as unknown as WriteError] },
      {} as MongoBulkWriteError['result'],
    );
    expect(asPortError(bulk, plan)).toMatchObject({
      index: 'tag_1_home.zone_-1',
      keyValue: { tag: 'secret', 'home.zone': null },
    });
  });

  it('of a taken _id name its index', () => {
    const taken = 'E11000 duplicate key error collection: hub_police.people index: _id_ dup key: { _id: "p" }';
    expect(
      asPortError(new MongoServerError({ message: taken, code: 11000, keyValue: { _id: 'p' } }), plan),
    ).toMatchObject({
      index: '_id_',
      keyPattern: { _id: 1 },
      keyValue: { _id: 'p' },
    });
  });

  it("of an update that does not fit the document are the caller's, named by their code", () => {
    const error = asPortError(
      new MongoServerError({ message: 'Cannot apply $inc to a value of secret', code: 14, codeName: 'TypeMismatch' }),
      plan,
    );
    expect(error).toBeInstanceOf(StoreUsageError);
    expect((error as Error).message).toBe('MongoDB refused a command on people: TypeMismatch');
  });

  it.each<readonly [string, Error]>([
    ['a lost connection', new MongoNetworkError('connection closed')],
    [
      'no primary in time',
      new MongoServerSelectionError('timed out', {} as MongoServerSelectionError['reason'] & object),
    ],
    ['a primary that is none any more', new MongoServerError({ message: 'not primary', code: 10107 })],
    ['a majority that is not there', new MongoServerError({ message: 'waiting for replication', code: 64 })],
  ])('of %s say that the store is not available', (_what, cause) => {
    const error = asPortError(cause, plan);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error).toMatchObject({ cause });
  });

  it('that let the driver begin a transaction again reach the driver', () => {
    const conflict = new MongoServerError({
      message: 'conflict',
      code: 112,
      errorLabels: ['TransientTransactionError'],
    });
    const lost = new MongoNetworkError('connection closed');
    lost.addErrorLabel('TransientTransactionError');
    expect(asPortError(conflict, plan)).toBe(conflict);
    expect(asPortError(lost, plan)).toBe(lost);
  });

  it('of other kinds stay what they are', () => {
    const own = new Error('own');
    const unauthorized = new MongoServerError({ message: 'not authorized', code: 13 });
    expect(asPortError(own, plan)).toBe(own);
    expect(asPortError(unauthorized, plan)).toBe(unauthorized);
  });
});
