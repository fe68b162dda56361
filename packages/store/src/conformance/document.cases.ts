import { describe, expect, it } from 'vitest';
import { StoreUsageError } from '../port.js';
import type { MakePlace } from './opening.js';
import { type Loose, withCollection } from './with-collection.js';

const nest = (levels: number): unknown => (levels === 0 ? 1 : { in: nest(levels - 1) });

const refused: readonly (readonly [string, Record<string, unknown>])[] = [
  ['a bigint', { v: 1n }],
  ['not a number', { v: NaN }],
  ['infinity', { v: { deep: [-Infinity] } }],
  ['an integer beyond 2^53', { v: 2 ** 53 }],
  ['a field name with a dollar', { v: { $x: 1 } }],
  ['a field name with a dot', { 'a.b': 1 }],
  ['an empty field name', { '': 1 }],
  ['a field name with NUL', { 'a\0b': 1 }],
  ['a string with NUL', { v: 'a\0b' }],
  ['half a surrogate pair', { v: 'a\ud800' }],
  ['undefined in an array', { v: [undefined] }],
  ['a function', { v: () => 1 }],
  ['a symbol', { v: Symbol('s') }],
  ['a map', { v: new Map() }],
  ['bytes', { v: new Uint8Array(2) }],
  ['an invalid date', { v: new Date(NaN) }],
  ['an object of a class', { v: new (class Address {})() }],
  ['too many levels', { v: nest(101) }],
  ['an array on a path indexed as one value', { indexed: { here: ['x'] } }],
  ['an array on the way to such a path', { indexed: [{ here: 'x' }] }],
  ['a document over 16 MB', { v: 'x'.repeat(16 * 1024 * 1024) }],
];

/** What can be kept, and what is refused rather than kept differently. */
export function documentCases(makePlace: MakePlace): void {
  describe('keeping documents', () => {
    const subject = withCollection(makePlace, [{ key: { 'indexed.here': 1 } }]);

    it('gives back every kind of value as it was', async () => {
      const document: Loose = {
        _id: '人员-1 "quoted" \\ 𠮷',
        text: '李雷 · 𠮷野家 \u2028 "$date" {"$date":5}',
        numbers: [0, -1, 1.5, 5e-324, 0.1 + 0.2, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
        flags: [true, false, null],
        dates: { early: new Date(-62135596800000), late: new Date(8.64e15), list: [new Date(1)] },
        nested: { empty: {}, none: [], lists: [[1, [2]], []] },
        date: new Date('2026-03-01T10:20:30.456Z'),
        indexed: { here: { an: 'object' } },
      };
      await subject().items.insertOne(document);
      expect(await subject().items.findOne({ _id: document._id })).toEqual(document);
    });

    it('leaves out fields that are undefined', async () => {
      await subject().items.insertOne({ _id: 'a', gone: undefined, kept: { also: undefined, here: 1 } });
      const found = await subject().items.findOne({ _id: 'a' });
      expect(found).toStrictEqual({ _id: 'a', kept: { here: 1 } });
    });

    it('is not changed by what the caller does to a document later', async () => {
      const document = { _id: 'a', list: [1], at: new Date(1) };
      const inserted = subject().items.insertOne(document);
      document.list.push(2);
      await inserted;
      const found = await subject().items.findOne({ _id: 'a' });
      (found?.['list'] as number[]).push(3);
      expect(await subject().items.findOne({ _id: 'a' })).toEqual({ _id: 'a', list: [1], at: new Date(1) });
    });

    it.each(refused)('refuses %s', async (_title, fields) => {
      const document = { _id: 'a', ...fields };
      await expect(subject().items.insertOne(document)).rejects.toThrow(StoreUsageError);
      await expect(subject().items.insertMany([{ _id: 'b' }, document])).rejects.toThrow(StoreUsageError);
      await expect(subject().items.replaceOne({ _id: 'a' }, document, { upsert: true })).rejects.toThrow(
        StoreUsageError,
      );
      expect(await subject().items.countDocuments({ _id: 'a' })).toBe(0);
    });

    it.each([
      ['missing', {}],
      ['empty', { _id: '' }],
      ['a number', { _id: 5 }],
      ['null', { _id: null }],
    ])('refuses a document whose _id is %s', async (_title, document) => {
      await expect(subject().items.insertOne(document as unknown as Loose)).rejects.toThrow(/_id/);
    });

    it('names the field at fault and not its value', async () => {
      const error: unknown = await subject()
        .items.insertOne({ _id: 'a', list: [{ name: 'Han Mei\0mei' }] })
        .catch((thrown: unknown) => thrown);
      expect(String(error)).toContain('list.0.name');
      expect(String(error)).not.toContain('Han Mei');
    });
  });
}
