import { citizenIdCheckCharacter, creditCodeCheckCharacter, parseCreditCode } from '@hub/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueKind } from './content.js';
import { checkContent, isTellableKey, valueKinds } from './content.js';

const personId = `p${'0'.repeat(32)}`;

/** Values of every kind that the hub may tell. */
const good: Readonly<Record<ValueKind, readonly (string | number | boolean)[]>> = {
  personId: [personId, 'p4hk2mz0qrstv6wxy123456789abcdefg'],
  recordId: ['019352ab-1234-7123-8123-123456789012', 'emp-000123', 'r-1'],
  creditCode: ['91990001MA00000157', '52990001MA000004XM'],
  regionCode: ['33', '3309', '330921', '330921200', '330921200203', '990001'],
  gridCode: ['330921200203001'],
  stationCode: ['S330921200', 'S330921200203', 'S330921200203-2'],
  date: ['2026-11-22', '2028-02-29'],
  instant: ['2026-11-22T04:00:00Z', '2026-11-22T04:00:00.000Z'],
  week: ['2026-W01', '2026-W53'],
  code: ['RESIGNED', 'N-05', 'UNDER_16', 'FAMILY_PLANNING'],
  count: [0, 10, 12_345, '<10'],
  ownCount: [0, 1, 9, 99_999_999],
  flag: [true, false],
};

const bad: Readonly<Record<ValueKind, readonly unknown[]>> = {
  personId: ['', 'p123', personId.toUpperCase(), `${personId}0`, `q${'0'.repeat(32)}`, `p${'o'.repeat(32)}`],
  recordId: ['', 'ZhangSan', 'zhang_san', '123456', 'a-1234567', 'r-123-4567', 'a b1', 'é1', `r1${'x'.repeat(64)}`],
  creditCode: ['', '91990001MA00000158', '91990001ma00000157', ' 91990001MA00000157'],
  regionCode: ['', '1', '330', '33092', '19', '330921 ', '3309211', '３３'],
  gridCode: ['', '330921200203', '330921200203000', '330921200000001', '190921200203001'],
  stationCode: ['', 'S33092', 's330921200', 'S330921200-', 'S330921200-123'],
  date: ['', '2026-02-30', '2026-1-1', '20261122', '2026-11-22T00:00:00Z'],
  instant: ['', '2026-11-22', '2026-11-22T24:00:00Z', '2026-02-30T04:00:00Z', '2026-11-22T04:00:00+08:00'],
  week: ['', '2026-W00', '2026-W54', '2026-47'],
  code: ['', 'resigned', 'E12345678', 'H1234', 'ID_12_34', 'A B', '离职', `A${'B'.repeat(40)}`],
  count: [-1, 1.5, 100_000_000, Number.NaN, Number.POSITIVE_INFINITY, '10', '<9', '', true],
  ownCount: [-1, 1.5, 13_900_000_000, '<10', '3', null],
  flag: ['true', 0, 1, null],
};

const tell = (kind: ValueKind, value: unknown) => checkContent({ value: kind }, { value } as never, 'it');

describe('a value of an event', () => {
  it.each(valueKinds)('of kind %s is what it should be', (kind) => {
    for (const value of good[kind]) expect(tell(kind, value), String(value)).toEqual({ value });
    for (const value of bad[kind]) expect(() => tell(kind, value), String(value)).toThrow(/^it: value is no /);
    for (const value of [undefined, null, {}, [], [good[kind][0]], { $gt: '' }, Symbol('x'), 1n]) {
      expect(() => tell(kind, value)).toThrow(RangeError);
    }
  });

  it('may be missing only where its kind says so, and is never more than the content states', () => {
    const shape = { place: 'code', on: 'date?' } as const;
    expect(checkContent(shape, { place: 'DOCK' }, 'it')).toEqual({ place: 'DOCK' });
    expect(checkContent(shape, { place: 'DOCK', on: undefined }, 'it')).toEqual({ place: 'DOCK' });
    expect(() => checkContent(shape, { on: '2026-11-22' }, 'it')).toThrow('it: place is no code');
    expect(() => checkContent(shape, { place: 'DOCK', note: 'x' }, 'it')).toThrow('it has no field of the name note');
    const inherited = Object.create({ place: 'DOCK' }) as { place: string };
    expect(() => checkContent(shape, inherited, 'it')).toThrow('it: place is no code');
  });
});

describe('a count that leaves its department', () => {
  it('is suppressed from 1 to 9, and stays so when it is checked again', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), (people) => {
        const shape = { people: 'count', own: 'ownCount' } as const;
        const checked = checkContent(shape, { people, own: people }, 'it');
        expect(checked).toEqual({ people: people >= 1 && people <= 9 ? '<10' : people, own: people });
        expect(checkContent(shape, checked, 'it')).toEqual(checked);
      }),
      { examples: [[0], [1], [9], [10]] },
    );
  });
});

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const birthDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10).replaceAll('-', ''));
const region = fc
  .constantFrom('11', '33', '51', '52', '53', '81', '83', '91', '99')
  .chain((province) => digits(4).map((rest) => province + rest));

/** Whatever names or finds a person: none may be told, in any kind. */
const personal = {
  'citizen number': fc
    .tuple(region, birthDay, digits(3))
    .map((parts) => parts.join(''))
    .map((first17) => first17 + citizenIdCheckCharacter(first17)),
  'mobile number': fc
    .tuple(fc.constantFrom('', '+86', '86', '0086', '+86-', '+86 '), digits(10))
    .map(([prefix, rest]) => `${prefix}1${rest}`),
  'mobile number in groups': digits(10).map((rest) => `1${rest.slice(0, 2)}-${rest.slice(2, 6)}-${rest.slice(6)}`),
  'landline number': digits(8).map((rest) => `0580-${rest}`),
  'bank card': fc.oneof(
    fc.integer({ min: 16, max: 19 }).chain((length) => digits(length - 2).map((rest) => `62${rest}`)),
    fc.constantFrom('4', '51', '55').chain((brand) => digits(16 - brand.length).map((rest) => brand + rest)),
  ),
  passport: fc
    .tuple(fc.constantFrom('E', 'G', 'EA', 'EB', 'K', 'H', 'M', 'C'), digits(8))
    .map((parts) => parts.join('')),
  'name in Chinese': fc
    .array(fc.constantFrom(...'张王李赵海燕娜伟·欧阳'), { minLength: 1, maxLength: 6 })
    .map((all) => all.join('')),
  'name in letters': fc.constantFrom('Zhang San', 'ZHANG SAN', 'Zhang', "O'Neil", 'Li-Wei', 'Aygül'),
  'masked name': fc.constantFrom('张*', '李*娜', '139****8888'),
  'postal address': fc.constantFrom('高亭镇人民路1号', 'Room 3, 12 Dock Road'),
} as const;

describe.each(Object.entries(personal))('a %s', (_what, values) => {
  it('passes as no kind, as text or as a number, and stands in no error', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(...valueKinds), (value, kind) => {
        const number = Number(value);
        for (const told of [value, ...(Number.isNaN(number) ? [] : [number])]) {
          expect(() => tell(kind, told)).toThrow(/^it: value is no [A-Za-z]+$/);
        }
        expect(isTellableKey(value)).toBe(false);
        expect(isTellableKey(`330921:${value}`)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

it('a citizen number that is a well-formed credit code besides is told as none', () => {
  const both = Array.from({ length: 10_000 }, (_, serial) => {
    const first17 = `513321${String(1950 + (serial % 50))}0101${String(serial % 1_000).padStart(3, '0')}`;
    return first17 + citizenIdCheckCharacter(first17);
  }).filter((number) => creditCodeCheckCharacter(number.slice(0, 17)) === number.slice(17));
  expect(both.length).toBeGreaterThan(0);
  for (const number of both) {
    expect(parseCreditCode(number, { synthetic: true }).value).toBe(number);
    expect(() => tell('creditCode', number)).toThrow('it: value is no creditCode');
  }
});

it('a bank card of 18 digits that is a well-formed credit code besides is told as none', () => {
  const both = Array.from({ length: 1_000 }, (_, serial) => `622202${String(serial).padStart(11, '0')}`)
    .map((first17) => first17 + creditCodeCheckCharacter(first17))
    .filter((code) => /^\d+$/.test(code));
  expect(both.length).toBeGreaterThan(0);
  for (const card of both) {
    expect(parseCreditCode(card, { synthetic: true }).value).toBe(card);
    expect(() => tell('creditCode', card)).toThrow('it: value is no creditCode');
  }
});

describe('the key of a row', () => {
  it.each([personId, '330921200203', 'S330921200', '019352ab-1234-7123-8123-123456789012', `${personId}:2026-11-22`])(
    'may be %s',
    (key) => {
      expect(isTellableKey(key)).toBe(true);
    },
  );

  it.each(['', ':', '张三', 'a row', '330921:', '42'.repeat(9)])('may not be %j', (key) => {
    expect(isTellableKey(key)).toBe(false);
  });
});
