import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from './calendar-date.js';
import { citizenIdCheckCharacter, parseCitizenId } from './citizen-id.js';
import type { DocumentRules } from './citizen-id.js';
import {
  refusedCitizenIds,
  spellingsOfTheStandard,
  upgradedCitizenIds,
  validCitizenIds,
} from './citizen-id.vectors.js';
import { HubError } from './errors.js';

const synthetic: DocumentRules = { synthetic: true, today: '2026-11-22' };
const production: DocumentRules = { ...synthetic, synthetic: false };
const legacy: DocumentRules = { ...synthetic, legacy: true };

function refusal(reason: string, field = 'documentNumber') {
  return expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field, reason } }) as unknown;
}

/** The reason of the refusal, or undefined where the number is accepted. */
function reasonOf(number: string, rules = synthetic): string | undefined {
  try {
    parseCitizenId(number, rules);
    return undefined;
  } catch (error) {
    if (error instanceof HubError) return error.details.reason;
    throw error;
  }
}

function withCheckCharacter(first17: string): string {
  return first17 + citizenIdCheckCharacter(first17);
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const birthDates = fc
  .nat(daysBetween('1900-01-01', '2020-12-31'))
  .map((days) => addDays('1900-01-01', days).replaceAll('-', ''));
/** Numbers of people who do not exist: county 99xxxx. */
const citizenIds = fc
  .tuple(digits(4), birthDates, digits(3))
  .map(([county, birth, sequence]) => withCheckCharacter(`99${county}${birth}${sequence}`));

describe('published numbers', () => {
  test.each(Object.entries(validCitizenIds))('%s is read', (_, { number, ...told }) => {
    expect(parseCitizenId(number, synthetic)).toEqual({
      value: number,
      ...told,
      upgradedFrom15: false,
      warnings: [],
    });
  });

  test.each(refusedCitizenIds)('$why is refused with $reason', ({ number, reason }) => {
    expect(() => parseCitizenId(number, synthetic)).toThrow(refusal(reason));
  });

  test.each(spellingsOfTheStandard)('the spelling %j is the number of the standard', (spelling) => {
    expect(parseCitizenId(spelling, production).value).toBe(validCitizenIds.standard.number);
  });

  test.each(upgradedCitizenIds)('$from becomes $to on a legacy import', ({ from, to }) => {
    expect(parseCitizenId(from, legacy)).toEqual({ ...parseCitizenId(to, synthetic), value: to, upgradedFrom15: true });
  });
});

describe('what is refused, and why', () => {
  const number = validCitizenIds.man.number;

  test.each([
    ['', 'BAD_LENGTH'],
    [number.slice(1), 'BAD_LENGTH'],
    [`${number}0`, 'BAD_LENGTH'],
    [number.repeat(1000), 'BAD_LENGTH'],
    [`${number.slice(0, 16)}O${number.slice(17)}`, 'BAD_CHARACTER'],
    [`X${number.slice(1)}`, 'BAD_CHARACTER'],
    ['9.90001E+17', 'BAD_CHARACTER'],
    ['9.90001199003071E17', 'BAD_CHARACTER'],
    ['990001900307101', 'LEGACY_NUMBER'],
  ])('%.24s is %s', (input, reason) => {
    expect(() => parseCitizenId(input, synthetic)).toThrow(refusal(reason));
  });

  test('the error names the field as the caller wrote it', () => {
    expect(() => parseCitizenId('1', synthetic, 'input.person.documentNumber')).toThrow(
      refusal('BAD_LENGTH', 'input.person.documentNumber'),
    );
  });

  test('a spreadsheet number is explained as one', () => {
    expect(() => parseCitizenId('9.90001E+17', synthetic)).toThrow(/spreadsheet/);
  });

  test('production refuses synthetic numbers', () => {
    expect(() => parseCitizenId(number, production)).toThrow(refusal('SYNTHETIC_NUMBER'));
  });

  test('a sequence that once marked centenarians leaves the century open', () => {
    for (const sequence of ['996', '997', '998', '999']) {
      expect(() => parseCitizenId(`990001010101${sequence}`, legacy)).toThrow(refusal('CENTENARIAN_NUMBER'));
    }
    expect(parseCitizenId('990001010101995', legacy).birthDate).toBe('1901-01-01');
  });

  test('a 15-digit number with an impossible date is refused on a legacy import too', () => {
    expect(() => parseCitizenId('990001900230001', legacy)).toThrow(refusal('BAD_DATE'));
  });

  test('a birth before 1900 is refused, of 1900-01-01 accepted', () => {
    expect(reasonOf(withCheckCharacter('99000118991231001'))).toBe('BAD_DATE');
    expect(reasonOf(withCheckCharacter('99000119000101001'))).toBeUndefined();
  });

  test('a birth today is accepted, of tomorrow refused', () => {
    expect(reasonOf(withCheckCharacter('99000120261122001'))).toBeUndefined();
    expect(reasonOf(withCheckCharacter('99000120261123001'))).toBe('FUTURE_BIRTH');
  });

  test('numbers of other documents are sent to their type', () => {
    expect(() => parseCitizenId(withCheckCharacter('81000019900307001'), synthetic)).toThrow(/HMT_RESIDENCE_PERMIT/);
    expect(() => parseCitizenId(withCheckCharacter('93384019850101001'), synthetic)).toThrow(
      /FOREIGN_PERMANENT_RESIDENCE/,
    );
  });

  test('a county in no known list of a real province is a warning', () => {
    expect(parseCitizenId(withCheckCharacter('11019919900307001'), production).warnings).toEqual(['UNKNOWN_COUNTY']);
  });

  test('no message holds a piece of the number', () => {
    const inputs = fc.oneof(citizenIds, digits(15), digits(17), fc.string({ unit: 'binary', maxLength: 30 }));
    fc.assert(
      fc.property(inputs, (input) => {
        for (const rules of [production, synthetic, legacy]) {
          try {
            parseCitizenId(input, rules);
          } catch (error) {
            if (!(error instanceof HubError)) throw error;
            for (let start = 0; start + 6 <= input.length; start += 1) {
              expect(error.message).not.toContain(input.slice(start, start + 6));
            }
          }
        }
      }),
    );
  });
});

describe('what the check character detects', () => {
  test('every substitution of one character is refused', () => {
    fc.assert(
      fc.property(citizenIds, (number) => {
        for (let position = 0; position < 18; position += 1) {
          for (const character of '0123456789X') {
            if (character === number[position]) continue;
            const mistyped = number.slice(0, position) + character + number.slice(position + 1);
            expect(reasonOf(mistyped)).toMatch(/^(BAD_CHECK_DIGIT|BAD_CHARACTER)$/);
          }
        }
      }),
    );
  });

  test('every swap of neighbours is refused', () => {
    fc.assert(
      fc.property(citizenIds, (number) => {
        for (let position = 0; position < 17; position += 1) {
          const swapped = swap(number, position, position + 1);
          if (swapped !== number) expect(reasonOf(swapped)).toMatch(/^(BAD_CHECK_DIGIT|BAD_CHARACTER)$/);
        }
      }),
    );
  });

  test('a swap of digits ten places apart is never seen by the check, whatever date and province make of it', () => {
    fc.assert(
      fc.property(citizenIds, fc.nat(7), (number, position) => {
        fc.pre(/^\d+$/.test(number));
        const swapped = swap(number, position, position + 10);
        expect(citizenIdCheckCharacter(swapped.slice(0, 17))).toBe(swapped[17]);
        expect(reasonOf(swapped)).not.toBe('BAD_CHECK_DIGIT');
      }),
    );
  });

  test('such a swap between county and sequence always passes as another number of the same birth date and sex', () => {
    fc.assert(
      fc.property(citizenIds, fc.constantFrom(4, 5), (number, position) => {
        const { birthDate, sex } = parseCitizenId(number, synthetic);
        expect(parseCitizenId(swap(number, position, position + 10), synthetic)).toMatchObject({ birthDate, sex });
      }),
    );
  });

  test('of the eleven last characters that noise could have, exactly one passes', () => {
    fc.assert(
      fc.property(citizenIds, (number) => {
        const passing = [...'0123456789X'].filter((last) => reasonOf(number.slice(0, 17) + last) === undefined);
        expect(passing).toEqual([number[17]]);
      }),
    );
  });
});

function swap(text: string, a: number, b: number): string {
  const characters = [...text];
  [characters[a], characters[b]] = [characters[b] as string, characters[a] as string];
  return characters.join('');
}

describe('against the second opinion of stdnum', () => {
  const loose = fc
    .tuple(
      digits(6),
      fc.oneof(
        birthDates,
        digits(8).filter((date) => date < '2021'),
      ),
      digits(3),
      fc.boolean(),
    )
    .map(([region, birth, sequence, fits]) => {
      const first17 = region + birth + sequence;
      return fits ? withCheckCharacter(first17) : `${first17}0`;
    });
  /** Rules that stdnum does not have. */
  const onlyOurs = ['UNKNOWN_PROVINCE', 'WRONG_DOCUMENT_TYPE'];

  test('both accept the same numbers, save for the provinces and the 19th century, of which it knows nothing', () => {
    fc.assert(
      fc.property(loose, (number) => {
        const reason = reasonOf(number);
        fc.pre(reason !== 'BAD_DATE' || number.slice(6, 10) >= '1900');
        fc.pre(reason === undefined || !onlyOurs.includes(reason));
        expect(stdnum.CN?.ric?.validate(number).isValid).toBe(reason === undefined);
      }),
      { numRuns: 300 },
    );
  });

  test('a province we refuse is the only fault of the number', () => {
    fc.assert(
      fc.property(birthDates, digits(3), fc.constantFrom('10', '19', '38', '60', '78'), (birth, sequence, province) => {
        const number = withCheckCharacter(`${province}0001${birth}${sequence}`);
        expect(reasonOf(number)).toBe('UNKNOWN_PROVINCE');
        expect(stdnum.CN?.ric?.validate(number).isValid).toBe(true);
      }),
    );
  });
});

test('a check character is computed from 17 digits only', () => {
  expect(() => citizenIdCheckCharacter('9900011990030710')).toThrow(RangeError);
  expect(() => citizenIdCheckCharacter('9900011990030710X')).toThrow(RangeError);
});
