import { MongoBulkWriteError, MongoServerError, type WriteError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { DuplicateKeyError, StoreUsageError } from '../port.js';
import { planCollection } from '../indexes/collection-plan.js';
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
    expect((error as Error).message).toBe('MongoDB refused a write to people: TypeMismatch');
  });

  it('of other kinds stay what they are', () => {
    const network = new Error('connection closed');
    const stepDown = new MongoServerError({ message: 'not primary', code: 10107 });
    expect(asPortError(network, plan)).toBe(network);
    expect(asPortError(stepDown, plan)).toBe(stepDown);
  });
});
