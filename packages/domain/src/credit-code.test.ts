import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, test } from 'vitest';
import { creditCodeCheckCharacter, organisationCodeCheckCharacter, parseCreditCode } from './credit-code.js';

const synthetic = { synthetic: true };
const production = { synthetic: false };
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function refusal(reason: string) {
  return expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'code', reason } }) as unknown;
}

function withCheckCharacter(first17: string): string {
  return first17 + creditCodeCheckCharacter(first17);
}

const organisations = fc.stringMatching(new RegExp(`^[${alphabet}]{8}$`));
const codes = fc
  .tuple(fc.constantFrom('11', '12', '51', '52', '91', '92', '93'), fc.stringMatching(/^\d{4}$/), organisations)
  .map(([category, county, organisation]) =>
    withCheckCharacter(`${category}99${county}${organisation}${organisationCodeCheckCharacter(organisation)}`),
  );

describe('published codes', () => {
  test("the standard's own example ends in 3, not in the Z that is often printed", () => {
    expect(parseCreditCode('91350100M000100Y43', production)).toEqual({
      value: '91350100M000100Y43',
      category: '91',
      regionCode: '350100',
      warnings: [],
    });
    expect(() => parseCreditCode('91350100M000100Y4Z', production)).toThrow(refusal('BAD_CHARACTER'));
  });

  test.each(['91990001MA00000157', '92990001MA0000023Y', '93990001MA0000031N', '52990001MA000004XM'])(
    '%s is read, its organisation code fits',
    (code) => {
      expect(parseCreditCode(code, synthetic)).toEqual({
        value: code,
        category: code.slice(0, 2),
        regionCode: '990001',
        warnings: [],
      });
    },
  );

  test('spaces, hyphens, full width and lower case are brought into form', () => {
    expect(parseCreditCode(' ９２990001-ma00 00023y', synthetic).value).toBe('92990001MA0000023Y');
  });
});

describe('what is refused, and why', () => {
  test.each([
    ['91990001MA0000015', 'BAD_LENGTH'],
    ['', 'BAD_LENGTH'],
    ['91990001MA0000O157', 'BAD_CHARACTER'],
    ['9199A001MA00000157', 'BAD_CHARACTER'],
    ['91990001MA00000158', 'BAD_CHECK_DIGIT'],
    [withCheckCharacter('B1990001MA0000015'), 'UNKNOWN_CATEGORY'],
    [withCheckCharacter('90990001MA0000015'), 'UNKNOWN_CATEGORY'],
    [withCheckCharacter('91190001MA0000015'), 'UNKNOWN_PROVINCE'],
  ])('%j is %s', (code, reason) => {
    expect(() => parseCreditCode(code, synthetic)).toThrow(refusal(reason));
  });

  test('production refuses synthetic codes', () => {
    expect(() => parseCreditCode('91990001MA00000157', production)).toThrow(refusal('SYNTHETIC_NUMBER'));
  });

  test('codes registered with the national authority have region 100000', () => {
    const code = withCheckCharacter('91100000MA0000015');
    expect(parseCreditCode(code, production).regionCode).toBe('100000');
  });

  test('an organisation code that fails its own check is a warning', () => {
    const code = withCheckCharacter('92990001MA0000024');
    expect(parseCreditCode(code, synthetic).warnings).toEqual(['ORGANISATION_CHECK_FAILED']);
  });
});

describe('what the check characters detect', () => {
  test('every substitution of one character is refused', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), (code, position) => {
        for (const character of alphabet) {
          if (character === code[position]) continue;
          const mistyped = code.slice(0, position) + character + code.slice(position + 1);
          expect(() => parseCreditCode(mistyped, synthetic)).toThrow(/check character|six digits/);
        }
      }),
    );
  });

  test('every swap of neighbours is refused', () => {
    fc.assert(
      fc.property(codes, fc.nat(16), (code, position) => {
        const pair = code.slice(position, position + 2);
        fc.pre(pair[0] !== pair[1]);
        const swapped = code.slice(0, position) + [...pair].reverse().join('') + code.slice(position + 2);
        expect(() => parseCreditCode(swapped, synthetic)).toThrow(/check character|six digits/);
      }),
    );
  });

  test('the organisation code sees every substitution of a digit by another', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), fc.nat(7), fc.nat(9), (organisation, position, digit) => {
        fc.pre(organisation[position] !== String(digit));
        const mistyped = organisation.slice(0, position) + String(digit) + organisation.slice(position + 1);
        expect(organisationCodeCheckCharacter(mistyped)).not.toBe(organisationCodeCheckCharacter(organisation));
      }),
    );
  });
});

describe('against the second opinion of stdnum', () => {
  test('both accept the same codes, save those whose check character is 0', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(...alphabet), fc.boolean(), (code, last, replace) => {
        const tried = replace ? code.slice(0, 17) + last : code;
        // stdnum looks up 31 where the standard takes 31 mod 31 and so refuses all of these.
        fc.pre(creditCodeCheckCharacter(code.slice(0, 17)) !== '0');
        const accepted = () => parseCreditCode(tried, synthetic);
        if (stdnum.CN?.uscc?.validate(tried).isValid) expect(accepted().value).toBe(tried);
        else expect(accepted).toThrow(refusal('BAD_CHECK_DIGIT'));
      }),
    );
  });

  test('a sum that divides by 31 gives the check character 0', () => {
    fc.assert(
      fc.property(codes, (code) => {
        // Position 1 has weight 1, so one of the 31 first characters makes the sum divisible.
        const zero = [...alphabet].filter((first) => creditCodeCheckCharacter(first + code.slice(1, 17)) === '0');
        expect(zero).toHaveLength(1);
      }),
    );
  });
});

test('check characters are computed from whole parts of the right alphabet only', () => {
  expect(() => creditCodeCheckCharacter('91990001MA000001')).toThrow(RangeError);
  expect(() => creditCodeCheckCharacter('91990001MA00000IO')).toThrow(RangeError);
  expect(() => organisationCodeCheckCharacter('MA00000')).toThrow(RangeError);
  expect(() => organisationCodeCheckCharacter('ma000001')).toThrow(RangeError);
});
