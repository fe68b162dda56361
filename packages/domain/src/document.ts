import { parseCitizenId } from './citizen-id.js';
import type { CalendarDate } from './clock.js';
import { parseForeignerCard } from './foreigner-card.js';
import { parseHmtResidencePermit } from './hmt-residence-permit.js';
import type { DocumentRules, Sex } from './personal-number.js';
import { parseMainlandTravelPermit, parsePassportNumber } from './travel-document.js';

/** Documents by which a person can be registered. */
export const documentTypes = [
  'CITIZEN_ID',
  'HMT_RESIDENCE_PERMIT',
  'FOREIGN_PERMANENT_RESIDENCE',
  'PASSPORT',
  'MAINLAND_TRAVEL_PERMIT',
] as const;
export type DocumentType = (typeof documentTypes)[number];

export function isDocumentType(value: string): value is DocumentType {
  return (documentTypes as readonly string[]).includes(value);
}

/** A document's number in its one normalised form, and what the number itself tells of its holder. */
export interface PersonDocument {
  readonly type: DocumentType;
  readonly number: string;
  readonly birthDate?: CalendarDate;
  readonly sex?: Sex;
  /** County of first registration, 810000, 820000 or 830000, or the two digits of the issuing province, by type. */
  readonly regionCode?: string;
  /** What is odd but no error: `UNKNOWN_COUNTY`, and `UPGRADED_FROM_15` for a number that needs confirmation. */
  readonly warnings: readonly string[];
}

/**
 * Reads the number of a document of any type by the rules of that type.
 * @throws HubError BAD_USER_INPUT, the reason naming the rule that failed
 */
export function parseDocument(
  type: DocumentType,
  number: string,
  rules: DocumentRules,
  field = 'documentNumber',
): PersonDocument {
  switch (type) {
    case 'CITIZEN_ID': {
      const { value, birthDate, sex, regionCode, upgradedFrom15, warnings } = parseCitizenId(number, rules, field);
      const upgraded = upgradedFrom15 ? ['UPGRADED_FROM_15'] : [];
      return { type, number: value, birthDate, sex, regionCode, warnings: [...warnings, ...upgraded] };
    }
    case 'HMT_RESIDENCE_PERMIT': {
      const { value, ...told } = parseHmtResidencePermit(number, rules, field);
      return { type, number: value, ...told, warnings: [] };
    }
    case 'FOREIGN_PERMANENT_RESIDENCE': {
      const { value, ...told } = parseForeignerCard(number, rules, field);
      return { type, number: value, ...told, warnings: [] };
    }
    case 'PASSPORT':
      return { type, number: parsePassportNumber(number, field), warnings: [] };
    case 'MAINLAND_TRAVEL_PERMIT':
      return { type, number: parseMainlandTravelPermit(number, field), warnings: [] };
  }
}
