import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPersonId, hasValidTag, parsePersonId } from './person-id.js';

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const randoms = fc.uint8Array({ minLength: 15, maxLength: 15 });
const ids = randoms.map((random) => createPersonId(random, key));

describe('an id', () => {
  test('is p, 24 characters of the random bits and 8 of the tag', () => {
    expect(createPersonId(new Uint8Array(15), key).slice(0, 25)).toBe(`p${'0'.repeat(24)}`);
    expect(createPersonId(new Uint8Array(15).fill(255), key).slice(0, 25)).toBe(`p${'z'.repeat(24)}`);
    expect(createPersonId(Uint8Array.of(0x08, ...new Array<number>(14).fill(0)), key)).toMatch(/^p10{23}/);
  });

  test('carries the first 40 bits of the HMAC of its first part', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const tag = [...id.slice(25)].reduce((bits, character) => bits * 32 + alphabet.indexOf(character), 0);
        const mac = createHmac('sha256', key).update(id.slice(0, 25)).digest();
        expect(tag).toBe(mac.readUIntBE(0, 5));
      }),
    );
  });

  test('differs where any random bit differs', () => {
    fc.assert(
      fc.property(randoms, fc.nat(119), (random, bit) => {
        const other = random.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect(createPersonId(other, key).slice(0, 25)).not.toBe(createPersonId(random, key).slice(0, 25));
      }),
    );
  });

  test('is accepted by who has the key, by nobody else', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(hasValidTag(id, key)).toBe(true);
        expect(hasValidTag(id, otherKey)).toBe(false);
      }),
    );
  });
});

describe('what is refused', () => {
  test('every change of one character', () => {
    fc.assert(
      fc.property(ids, (id) => {
        for (let position = 0; position < id.length; position += 1) {
          for (const character of alphabet) {
            if (character === id[position]) continue;
            expect(hasValidTag(id.slice(0, position) + character + id.slice(position + 1), key)).toBe(false);
          }
        }
      }),
      { numRuns: 10 },
    );
  });

  test('every made-up id of the right shape', () => {
    const madeUp = fc.stringMatching(/^p[0-9a-hjkmnp-tv-z]{32}$/);
    fc.assert(fc.property(madeUp, (id) => !hasValidTag(id, key)));
  });

  test('everything of another shape', () => {
    const id = createPersonId(new Uint8Array(15).fill(90), key);
    for (const other of [
      '',
      id.toUpperCase(),
      id.slice(1),
      `${id}0`,
      ` ${id}`,
      `${id}\n`,
      `q${id.slice(1)}`,
      'p'.repeat(40),
    ]) {
      expect(hasValidTag(other, key)).toBe(false);
    }
  });

  test('in an input with the field and without the id', () => {
    const id = createPersonId(new Uint8Array(15), otherKey);
    expect(() => parsePersonId(id, key, 'input.personId')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: 'input.personId is not an id of this hub; resolve the person again and copy the id whole',
        details: { field: 'input.personId', reason: 'BAD_PERSON_ID' },
      }),
    );
    expect(parsePersonId(id, otherKey)).toBe(id);
  });
});

test('too little randomness and too short a key are mistakes of the program', () => {
  expect(() => createPersonId(new Uint8Array(14), key)).toThrow(RangeError);
  expect(() => createPersonId(new Uint8Array(15), key.subarray(1))).toThrow(RangeError);
  expect(() => hasValidTag(createPersonId(new Uint8Array(15), key), new Uint8Array())).toThrow(RangeError);
});
