import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreUsageError } from '../port.js';
import { compareValues } from '../values/value-order.js';
import { type ColumnKey, columnKey, scalarOf } from './column-key.js';
import { Connection } from './connection.js';
import { loadEngine } from './engine.js';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => Number.isSafeInteger(value) || (!Number.isInteger(value) && Math.abs(value) >= Number.EPSILON)),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  fc.constantFrom('\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', 'a', 'a\u0001'),
  fc.date({ noInvalidDate: true }),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom('a', 'ab', 'b'), fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  },
);

async function inMemory(): Promise<Connection> {
  return new Connection(await loadEngine(), ':memory:', []);
}

describe('the key of a value', () => {
  it('sorts in SQLite as its value sorts in MongoDB', async () => {
    const connection = await inMemory();
    connection.exec('CREATE TABLE pairs (a NOT NULL, b NOT NULL)');
    const order = (a: ColumnKey, b: ColumnKey): number => {
      connection.run('DELETE FROM pairs');
      connection.run('INSERT INTO pairs VALUES (?, ?)', [a, b]);
      return Number(connection.get('SELECT (a > b) - (a < b) AS difference FROM pairs')?.['difference']);
    };
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(order(columnKey(a), columnKey(b))).toBe(Math.sign(compareValues(a, b)) || 0); // -0 is 0
      }),
      { numRuns: 3_000 },
    );
    connection.close();
  });

  it('gives the scalar back after it was stored', async () => {
    const connection = await inMemory();
    connection.exec('CREATE TABLE one (k NOT NULL)');
    fc.assert(
      fc.property(scalar, (wanted) => {
        connection.run('DELETE FROM one');
        connection.run('INSERT INTO one VALUES (?)', [columnKey(wanted)]);
        // SQLite knows one zero only.
        expect(scalarOf(connection.get('SELECT k FROM one')?.['k'])).toEqual(Object.is(wanted, -0) ? 0 : wanted);
      }),
      { numRuns: 1_000 },
    );
    connection.close();
  });

  it('is refused for a number that SQLite would be given as 0', () => {
    expect(() => columnKey(1e-20)).toThrow(StoreUsageError);
    expect(columnKey(2 * Number.EPSILON)).toBe(2 * Number.EPSILON);
  });

  it('of an embedded document or an array does not come back', () => {
    expect(scalarOf(columnKey({ a: 1 }))).toBeUndefined();
    expect(scalarOf(columnKey([1]))).toBeUndefined();
  });
});
