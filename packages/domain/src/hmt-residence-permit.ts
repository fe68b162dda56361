import type { CalendarDate } from './clock.js';
import { normaliseDocumentText } from './document-text.js';
import { badInput } from './errors.js';
import { assertPersonalNumber, readBirthDate, readSex, refuseSynthetic, wrongDocumentType } from './personal-number.js';
import type { DocumentRules, Sex } from './personal-number.js';
import { syntheticProvince } from './region.js';

/** What the number of a residence permit for Hong Kong, Macao and Taiwan residents (港澳台居民居住证) tells. */
export interface HmtResidencePermit {
  readonly value: string;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  /** 810000 Hong Kong, 820000 Macao, 830000 Taiwan (which is 710000 in GB/T 2260). */
  readonly regionCode: string;
}

const regionCodes: readonly string[] = ['810000', '820000', '830000'];
/** Invented permits: the same regions behind 99, so that they can belong to nobody. */
const syntheticRegionCodes: readonly string[] = ['998100', '998200', '998300'];

/**
 * Reads the number of an HMT residence permit, built like a citizen number (国办发〔2018〕81号).
 * In synthetic mode the invented 998100, 998200 and 998300 are regions too.
 * @throws HubError BAD_USER_INPUT with the reasons of `parseCitizenId`, or `UNKNOWN_REGION`
 */
export function parseHmtResidencePermit(
  input: string,
  rules: DocumentRules,
  field = 'documentNumber',
): HmtResidencePermit {
  const value = normaliseDocumentText(input);
  assertPersonalNumber(value, field);
  const regionCode = value.slice(0, 6);
  if (syntheticRegionCodes.includes(regionCode)) refuseSynthetic(rules, field);
  else if (!regionCodes.includes(regionCode)) {
    if (value.startsWith('9') && !value.startsWith(syntheticProvince)) {
      throw wrongDocumentType(field, 'FOREIGN_PERMANENT_RESIDENCE');
    }
    if (!value.startsWith('8')) throw wrongDocumentType(field, 'CITIZEN_ID');
    throw badInput(
      field,
      `${field} must begin with 810000, 820000 or 830000; compare it with the document`,
      'UNKNOWN_REGION',
    );
  }
  return { value, birthDate: readBirthDate(value.slice(6, 14), rules, field), sex: readSex(value), regionCode };
}
