import { isCalendarDate } from './calendar-date.js';
import type { CalendarDate } from './clock.js';
import { badInput } from './errors.js';

/** What a document number is judged by. */
export interface DocumentRules {
  /** Accept invented numbers (they begin with 99), which production refuses. */
  readonly synthetic: boolean;
  /** Nobody is born after this day. */
  readonly today: CalendarDate;
  /** Accept 15-digit numbers, which lost validity in 2013, and upgrade them: for imports of old records only. */
  readonly legacy?: boolean;
}

export type Sex = 'MALE' | 'FEMALE';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';
const personalNumber = /^\d{17}[\dX]$/;
const spreadsheetNumber = /^\d(\.\d+)?E\+?\d+$/;
const earliestBirth = '1900-01-01';

/**
 * The 18th character of a citizen number, from the first 17 digits (GB 11643-1999; ISO 7064 MOD 11-2). HMT residence
 * permits and the foreigner card of 2023 use the same.
 * @throws RangeError unless given 17 digits
 */
export function citizenIdCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('The check character is computed from 17 digits');
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** Throws unless the normalised text has the shape and the check character that all 18-character documents share. */
export function assertPersonalNumber(text: string, field: string): void {
  if (spreadsheetNumber.test(text)) {
    const message = `${field} was turned into a number by a spreadsheet; format the column as text and enter it again`;
    throw badInput(field, message, 'BAD_CHARACTER');
  }
  if (text.length !== 18) {
    throw badInput(field, `${field} must have 18 characters; count them on the document`, 'BAD_LENGTH');
  }
  if (!personalNumber.test(text)) {
    const message = `${field} must be 17 digits and a digit or X; look for a letter O or I in the place of 0 or 1`;
    throw badInput(field, message, 'BAD_CHARACTER');
  }
  if (citizenIdCheckCharacter(text.slice(0, 17)) !== text.slice(17)) {
    const message = `${field} does not fit its check character; compare every digit with the document`;
    throw badInput(field, message, 'BAD_CHECK_DIGIT');
  }
}

/** The birth date in an eight-digit text, which must be a real day from 1900 to today. */
export function readBirthDate(digits: string, rules: DocumentRules, field: string): CalendarDate {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  if (!isCalendarDate(date) || date < earliestBirth) {
    throw badInput(
      field,
      `${field} must hold a real birth date from 1900 on; compare it with the document`,
      'BAD_DATE',
    );
  }
  if (date > rules.today) {
    throw badInput(field, `${field} holds a birth date in the future; compare it with the document`, 'FUTURE_BIRTH');
  }
  return date;
}

/** Odd sequence numbers are given to men, even ones to women (GB 11643-1999). */
export function readSex(text: string): Sex {
  return Number(text[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
}

/** Throws where an invented number meets a deployment with real people. */
export function refuseSynthetic(rules: { readonly synthetic: boolean }, field: string): void {
  if (!rules.synthetic) {
    throw badInput(field, `${field} is a synthetic number; use the number on a real document`, 'SYNTHETIC_NUMBER');
  }
}

/** The error for a number that belongs to another type of document. */
export function wrongDocumentType(field: string, expected: string): Error {
  return badInput(
    field,
    `${field} belongs to another type of document; state the type ${expected}`,
    'WRONG_DOCUMENT_TYPE',
  );
}
