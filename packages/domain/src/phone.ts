import { badInput } from './errors.js';

/** Mainland mobile (11 digits), mainland landline with its area code, or any number in E.164 form. */
const forms = [/^1\d{10}$/, /^0\d{2,3}\d{7,8}$/, /^\+[1-9]\d{6,14}$/];

/**
 * A telephone number as it is stored: NFKC, without spaces, hyphens and brackets, without the own country's +86.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_PHONE`
 */
export function parsePhone(input: string, field = 'phone'): string {
  const digits = input
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86(?=[01])/, '');
  if (forms.some((form) => form.test(digits))) return digits;
  throw badInput(
    field,
    `${field} must be a mobile number, a landline with area code, or + and country code`,
    'BAD_PHONE',
  );
}
