import { describe, expect, test } from 'vitest';
import { citizenIdCheckCharacter } from './citizen-id.js';
import { validCitizenIds, validForeignerCard, validHmtPermits } from './citizen-id.vectors.js';
import { documentTypes, isDocumentType, parseDocument } from './document.js';
import type { DocumentType } from './document.js';

const synthetic = { synthetic: true, today: '2026-11-22' };
const production = { ...synthetic, synthetic: false };

function refusal(reason: string) {
  return expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'documentNumber', reason } }) as unknown;
}

function withCheckCharacter(first17: string): string {
  return first17 + citizenIdCheckCharacter(first17);
}

test('a citizen number tells birth date, sex and county', () => {
  const { number, ...told } = validCitizenIds.woman;
  expect(parseDocument('CITIZEN_ID', number.toLowerCase(), synthetic)).toEqual({
    type: 'CITIZEN_ID',
    number,
    ...told,
    warnings: [],
  });
});

test('an upgraded number asks for confirmation', () => {
  const { number, warnings } = parseDocument('CITIZEN_ID', '990001750505301', { ...synthetic, legacy: true });
  expect({ number, warnings }).toEqual({ number: '990001197505053018', warnings: ['UPGRADED_FROM_15'] });
});

test('marks of writing direction, which come along when a number is copied, do not count', () => {
  const { number } = validCitizenIds.woman;
  const marks = '\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069';
  expect(
    parseDocument('CITIZEN_ID', `\u202D${number.slice(0, 6)}${marks}${number.slice(6)}\u202C`, synthetic).number,
  ).toBe(number);
});

describe('residence permits of Hong Kong, Macao and Taiwan', () => {
  test.each(Object.entries(validHmtPermits))('that of %s is read', (_, { number, regionCode }) => {
    expect(parseDocument('HMT_RESIDENCE_PERMIT', number, production)).toMatchObject({
      number,
      regionCode,
      birthDate: '1990-03-07',
    });
  });

  test('invented ones stand behind 99 and stay out of production', () => {
    const number = withCheckCharacter('99810019900307001');
    expect(parseDocument('HMT_RESIDENCE_PERMIT', number, synthetic).regionCode).toBe('998100');
    expect(() => parseDocument('HMT_RESIDENCE_PERMIT', number, production)).toThrow(refusal('SYNTHETIC_NUMBER'));
  });

  test.each([
    ['CITIZEN_ID', validCitizenIds.woman.number],
    ['CITIZEN_ID', withCheckCharacter('99000119900307001')],
    ['FOREIGN_PERMANENT_RESIDENCE', validForeignerCard.number],
  ])('a number that is a %s is told so', (type, number) => {
    expect(() => parseDocument('HMT_RESIDENCE_PERMIT', number, synthetic)).toThrow(`state the type ${type}`);
  });

  test('a region other than the three is refused', () => {
    const number = withCheckCharacter('81000119900307001');
    expect(() => parseDocument('HMT_RESIDENCE_PERMIT', number, production)).toThrow(refusal('UNKNOWN_REGION'));
  });
});

describe('cards of foreigners with permanent residence', () => {
  test('that of 2023 tells birth date and issuing province', () => {
    const { number, ...told } = validForeignerCard;
    expect(parseDocument('FOREIGN_PERMANENT_RESIDENCE', number, production)).toEqual({
      type: 'FOREIGN_PERMANENT_RESIDENCE',
      number,
      ...told,
      warnings: [],
    });
  });

  test('the former one of three letters and twelve digits is valid beside it', () => {
    expect(parseDocument('FOREIGN_PERMANENT_RESIDENCE', 'usa 330085010101', production)).toEqual({
      type: 'FOREIGN_PERMANENT_RESIDENCE',
      number: 'USA330085010101',
      warnings: [],
    });
  });

  test.each([
    ['US3300850101011', 'BAD_LENGTH'],
    ['USAA30085010101', 'BAD_LENGTH'],
    [withCheckCharacter('90084019850101001'), 'UNKNOWN_PROVINCE'],
    [withCheckCharacter('98184019850101001'), 'UNKNOWN_PROVINCE'],
    [withCheckCharacter('93384019850230001'), 'BAD_DATE'],
    [withCheckCharacter('93384020270101001'), 'FUTURE_BIRTH'],
  ])('%s is refused', (number, reason) => {
    expect(() => parseDocument('FOREIGN_PERMANENT_RESIDENCE', number, synthetic)).toThrow(refusal(reason));
  });

  test('invented ones are issued by province 99 and stay out of production', () => {
    const number = withCheckCharacter('99984019850101001');
    expect(parseDocument('FOREIGN_PERMANENT_RESIDENCE', number, synthetic).regionCode).toBe('99');
    expect(() => parseDocument('FOREIGN_PERMANENT_RESIDENCE', number, production)).toThrow(refusal('SYNTHETIC_NUMBER'));
  });
});

test('a number under the type of another document is sent to its own', () => {
  const numbers = {
    CITIZEN_ID: validCitizenIds.standard.number,
    HMT_RESIDENCE_PERMIT: validHmtPermits.macao.number,
    FOREIGN_PERMANENT_RESIDENCE: validForeignerCard.number,
  };
  const types = Object.keys(numbers) as (keyof typeof numbers)[];
  for (const [stated, actual] of types.flatMap((one) => types.map((other) => [one, other] as const))) {
    const read = () => parseDocument(stated, numbers[actual], production);
    if (stated === actual) expect(read().type).toBe(stated);
    else expect(read).toThrow(expect.objectContaining({ message: expect.stringContaining(actual) as string }));
  }
});

describe('passports and travel permits have a shape only', () => {
  test.each<[DocumentType, string, string]>([
    ['PASSPORT', 'ea 1234567', 'EA1234567'],
    ['PASSPORT', '５１２３４５６７８', '512345678'],
    ['MAINLAND_TRAVEL_PERMIT', 'h12345678', 'H12345678'],
    ['MAINLAND_TRAVEL_PERMIT', 'M1234567801', 'M1234567801'],
    ['MAINLAND_TRAVEL_PERMIT', '12345678', '12345678'],
    ['MAINLAND_TRAVEL_PERMIT', '1234567890(B)', '1234567890B'],
  ])('%s %s is %s', (type, input, number) => {
    expect(parseDocument(type, input, production)).toEqual({ type, number, warnings: [] });
  });

  test.each<[DocumentType, string]>([
    ['PASSPORT', ''],
    ['PASSPORT', 'E123'],
    ['PASSPORT', 'PASSPORT'],
    ['PASSPORT', 'E1234567890123456'],
    ['PASSPORT', 'E12345_78'],
    ['MAINLAND_TRAVEL_PERMIT', 'T12345678'],
    ['MAINLAND_TRAVEL_PERMIT', 'H1234567'],
    ['MAINLAND_TRAVEL_PERMIT', '123456789'],
  ])('%s %j is refused', (type, input) => {
    expect(() => parseDocument(type, input, production)).toThrow(refusal('BAD_FORMAT'));
  });
});

test('every listed type is a type, nothing else is', () => {
  expect(documentTypes.every(isDocumentType)).toBe(true);
  expect(isDocumentType('DRIVING_LICENCE')).toBe(false);
});
