import type { CalendarDate } from './clock.js';
import { normaliseDocumentText } from './document-text.js';
import { badInput } from './errors.js';
import { assertPersonalNumber, readBirthDate, refuseSynthetic, wrongDocumentType } from './personal-number.js';
import type { DocumentRules } from './personal-number.js';
import { isKnownProvince, syntheticProvince } from './region.js';

/** What the number of a foreigner's permanent residence card (外国人永久居留身份证) tells; the former edition tells nothing. */
export interface ForeignerCard {
  readonly value: string;
  readonly birthDate?: CalendarDate;
  /** Two digits: the province that issued the card. */
  readonly regionCode?: string;
}

/** Edition before 2023, valid beside the new one: three letters of the nationality and twelve digits. */
const formerEdition = /^[A-Z]{3}\d{12}$/;

/**
 * Reads the number of a foreigner's card, of either edition. That of 2023 has 18 characters: 9, the issuing province,
 * three digits of nationality, the birth date, a sequence, the check character of citizen numbers. Its layout is known
 * from descriptions, not from the standard: nationality is not checked and no sex is read from the sequence.
 * In synthetic mode the issuing province may be 99.
 * @throws HubError BAD_USER_INPUT with the reasons of `parseCitizenId`
 */
export function parseForeignerCard(input: string, rules: DocumentRules, field = 'documentNumber'): ForeignerCard {
  const value = normaliseDocumentText(input);
  if (formerEdition.test(value)) return { value };
  assertPersonalNumber(value, field);
  if (!value.startsWith('9'))
    throw wrongDocumentType(field, value.startsWith('8') ? 'HMT_RESIDENCE_PERMIT' : 'CITIZEN_ID');
  const regionCode = value.slice(1, 3);
  if (regionCode === syntheticProvince) refuseSynthetic(rules, field);
  else if (regionCode > '65' || !isKnownProvince(regionCode)) {
    if (value.startsWith(syntheticProvince)) throw wrongDocumentType(field, 'CITIZEN_ID');
    const message = `${field} must name the issuing province in its second and third digit; compare it with the document`;
    throw badInput(field, message, 'UNKNOWN_PROVINCE');
  }
  return { value, birthDate: readBirthDate(value.slice(6, 14), rules, field), regionCode };
}
