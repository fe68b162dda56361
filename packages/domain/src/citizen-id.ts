import type { CalendarDate } from './clock.js';
import { normaliseDocumentText } from './document-text.js';
import { badInput } from './errors.js';
import {
  assertPersonalNumber,
  citizenIdCheckCharacter,
  readBirthDate,
  readSex,
  refuseSynthetic,
  wrongDocumentType,
} from './personal-number.js';
import type { DocumentRules, Sex } from './personal-number.js';
import { isKnownCounty, isKnownProvince, syntheticProvince } from './region.js';

export { citizenIdCheckCharacter } from './personal-number.js';
export type { DocumentRules, Sex } from './personal-number.js';

/** What a citizen number (公民身份号码) tells. */
export interface CitizenId {
  /** 18 characters, normalised. */
  readonly value: string;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  /** Six digits: the county of first registration, which never changes afterwards. */
  readonly regionCode: string;
  /** The number was given as 15 digits; the person or the register has to confirm it. */
  readonly upgradedFrom15: boolean;
  /** UNKNOWN_COUNTY: the province is real, the county in none of the revisions we know. */
  readonly warnings: readonly 'UNKNOWN_COUNTY'[];
}

const hmtProvinces: readonly string[] = ['81', '82', '83'];
const legacyNumber = /^\d{15}$/;
/** Sequence numbers of the 15-digit form that once marked people born in the 1800s: the century is not certain. */
const centenarians: readonly string[] = ['996', '997', '998', '999'];

function upgrade(text: string, rules: DocumentRules, field: string): string {
  if (rules.legacy !== true) {
    const message = `${field} has 15 digits, a form without validity since 2013; enter the 18 characters of today's card`;
    throw badInput(field, message, 'LEGACY_NUMBER');
  }
  if (centenarians.includes(text.slice(12))) {
    const message = `${field} leaves the century of birth open; ask for the 18 characters of today's card`;
    throw badInput(field, message, 'CENTENARIAN_NUMBER');
  }
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  return first17 + citizenIdCheckCharacter(first17);
}

function assertProvince(province: string, rules: DocumentRules, field: string): void {
  if (province === syntheticProvince) return refuseSynthetic(rules, field);
  if (hmtProvinces.includes(province)) throw wrongDocumentType(field, 'HMT_RESIDENCE_PERMIT');
  if (province.startsWith('9')) throw wrongDocumentType(field, 'FOREIGN_PERMANENT_RESIDENCE');
  if (!isKnownProvince(province)) {
    const message = `${field} must begin with the two digits of a province; compare it with the document`;
    throw badInput(field, message, 'UNKNOWN_PROVINCE');
  }
}

/**
 * Reads a citizen number (GB 11643-1999): length, characters, check character, province, birth date, in this order, so
 * that a slip of the finger is reported as what it is. Substitutions and adjacent swaps never pass the check; a swap of
 * two digits ten places apart always does, and only name or birth date can show it.
 * @throws HubError BAD_USER_INPUT with the rule as reason: `BAD_LENGTH`, `BAD_CHARACTER`, `BAD_CHECK_DIGIT`,
 * `UNKNOWN_PROVINCE`, `BAD_DATE`, `FUTURE_BIRTH`, `SYNTHETIC_NUMBER`, `LEGACY_NUMBER`, `CENTENARIAN_NUMBER`,
 * `WRONG_DOCUMENT_TYPE`
 */
export function parseCitizenId(input: string, rules: DocumentRules, field = 'documentNumber'): CitizenId {
  const text = normaliseDocumentText(input);
  const upgradedFrom15 = legacyNumber.test(text);
  const value = upgradedFrom15 ? upgrade(text, rules, field) : text;
  assertPersonalNumber(value, field);
  const regionCode = value.slice(0, 6);
  const province = value.slice(0, 2);
  assertProvince(province, rules, field);
  return {
    value,
    birthDate: readBirthDate(value.slice(6, 14), rules, field),
    sex: readSex(value),
    regionCode,
    upgradedFrom15,
    warnings: province === syntheticProvince || isKnownCounty(regionCode) ? [] : ['UNKNOWN_COUNTY'],
  };
}
