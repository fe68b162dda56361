import { normaliseDocumentText } from './document-text.js';
import { badInput } from './errors.js';
import { isKnownProvince, syntheticProvince } from './region.js';

/** What a unified social credit code (统一社会信用代码) tells. */
export interface CreditCode {
  /** 18 characters, normalised. */
  readonly value: string;
  /** First two characters: registering authority and kind; the usual ones are named in {@link creditCodeCategories}. */
  readonly category: string;
  /** Six digits: the registering authority's region; 100000 is the national one. */
  readonly regionCode: string;
  /** The organisation code inside fails its own check, as some early codes of self-employed people do. */
  readonly warnings: readonly 'ORGANISATION_CHECK_FAILED'[];
}

/** The usual categories. Others exist: law firms, temples, trade unions, village committees. */
export const creditCodeCategories = {
  '11': '机关',
  '12': '事业单位',
  '51': '社会团体',
  '52': '民办非企业单位',
  '91': '企业',
  '92': '个体工商户',
  '93': '农民专业合作社',
} as const;

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const shape = new RegExp(`^[${alphabet}]{2}\\d{6}[${alphabet}]{10}$`);
/** Registering authorities of GB 32100-2015 and its amendment, and the kinds each numbers from 1. */
const category = /^[1-9ANY][1-9]/;
const nationalRegion = '10';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

function weightedSum(text: string, values: string, factors: readonly number[]): number {
  const valid = text.length === factors.length && [...text].every((character) => values.includes(character));
  if (!valid) throw new RangeError(`The check character is computed from ${factors.length} characters of its alphabet`);
  return factors.reduce((total, factor, index) => total + factor * values.indexOf(text.charAt(index)), 0);
}

/**
 * The 18th character of a credit code, from the first 17 (GB 32100-2015, MOD 31).
 * @throws RangeError unless given 17 characters of the code's alphabet, which has no I, O, S, V, Z
 */
export function creditCodeCheckCharacter(first17: string): string {
  return alphabet.charAt((31 - (weightedSum(first17, alphabet, weights) % 31)) % 31);
}

/**
 * The 9th character of an organisation code, from the first 8 (GB 11714-1997, MOD 11); 17th of a credit code.
 * @throws RangeError unless given 8 digits or capital letters
 */
export function organisationCodeCheckCharacter(first8: string): string {
  const check = (11 - (weightedSum(first8, organisationAlphabet, organisationWeights) % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

function assertRegion(province: string, rules: { readonly synthetic: boolean }, field: string): void {
  if (province === syntheticProvince) {
    if (rules.synthetic) return;
    throw badInput(field, `${field} is a synthetic code; use the code on the licence`, 'SYNTHETIC_NUMBER');
  }
  if (province !== nationalRegion && !isKnownProvince(province)) {
    const message = `${field} must name a province in its third and fourth digit; compare it with the licence`;
    throw badInput(field, message, 'UNKNOWN_PROVINCE');
  }
}

/**
 * Reads a unified social credit code (GB 32100-2015). A failing check character is an error; a failing check of the
 * organisation code inside only a warning.
 * @throws HubError BAD_USER_INPUT, reason `BAD_LENGTH`, `BAD_CHARACTER`, `BAD_CHECK_DIGIT`, `UNKNOWN_CATEGORY`,
 * `UNKNOWN_PROVINCE` or `SYNTHETIC_NUMBER`
 */
export function parseCreditCode(input: string, rules: { readonly synthetic: boolean }, field = 'code'): CreditCode {
  const value = normaliseDocumentText(input);
  if (value.length !== 18) {
    throw badInput(field, `${field} must have 18 characters; count them on the licence`, 'BAD_LENGTH');
  }
  if (!shape.test(value)) {
    const message = `${field} must be digits and capital letters without I, O, S, V and Z, with a region of six digits`;
    throw badInput(field, message, 'BAD_CHARACTER');
  }
  if (creditCodeCheckCharacter(value.slice(0, 17)) !== value.slice(17)) {
    const message = `${field} does not fit its check character; compare every character with the licence`;
    throw badInput(field, message, 'BAD_CHECK_DIGIT');
  }
  if (!category.test(value)) {
    const message = `${field} must begin with a registering authority and kind of GB 32100, such as 91 or 92`;
    throw badInput(field, message, 'UNKNOWN_CATEGORY');
  }
  assertRegion(value.slice(2, 4), rules, field);
  const organisationFits = organisationCodeCheckCharacter(value.slice(8, 16)) === value.slice(16, 17);
  return {
    value,
    category: value.slice(0, 2),
    regionCode: value.slice(2, 8),
    warnings: organisationFits ? [] : ['ORGANISATION_CHECK_FAILED'],
  };
}
