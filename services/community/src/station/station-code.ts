import { badInput } from '@hub/domain';

/** S, the 9 digits of a township or 12 of a village, and for a second station there `-02`. */
const form = /^S(\d{9}|\d{12})(?:-(?!0[01])\d{2})?$/;

/**
 * The code of a service station; whether there is one is another question.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_CODE`
 */
export function parseStationCode(input: string, field: string): string {
  if (form.test(input)) return input;
  throw badInput(
    field,
    `${field} must be S and the 9 digits of a township or 12 of a village, with -02 and so on for further stations`,
    'BAD_CODE',
  );
}

/** The digits of the region in a station's code. */
export function regionIn(stationCode: string): string {
  return form.exec(stationCode)?.[1] ?? '';
}
