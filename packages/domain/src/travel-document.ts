import { normaliseDocumentText } from './document-text.js';
import { badInput } from './errors.js';

const passport = /^(?=.*\d)[A-Z0-9]{5,15}$/;
/**
 * Hong Kong and Macao: H or M, eight more places, on older cards two for the count of renewals. Taiwan: eight digits,
 * on older booklets ten and a letter. Known from cards, not from a standard.
 */
const mainlandTravelPermit = /^([HM][A-Z0-9]\d{7}(\d{2})?|\d{8}|\d{10}[A-Z]?)$/;
const brackets = /[()]/g;

/**
 * Reads a passport number. Each state has its own rules, so only the shape is checked: 5 to 15 letters and digits.
 * @throws HubError BAD_USER_INPUT, reason `BAD_FORMAT`
 */
export function parsePassportNumber(input: string, field = 'documentNumber'): string {
  const value = normaliseDocumentText(input);
  if (!passport.test(value)) {
    throw badInput(field, `${field} of a passport must be 5 to 15 letters and digits, not letters alone`, 'BAD_FORMAT');
  }
  return value;
}

/**
 * Reads the number of a mainland travel permit (港澳居民来往内地通行证, 台湾居民来往大陆通行证); only the shape is checked.
 * @throws HubError BAD_USER_INPUT, reason `BAD_FORMAT`
 */
export function parseMainlandTravelPermit(input: string, field = 'documentNumber'): string {
  const value = normaliseDocumentText(input).replace(brackets, '');
  if (!mainlandTravelPermit.test(value)) {
    const message = `${field} of a travel permit must be H or M and 8 or 10 places, or 8 or 10 digits; compare it with the document`;
    throw badInput(field, message, 'BAD_FORMAT');
  }
  return value;
}
