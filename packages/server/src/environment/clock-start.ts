import { isCalendarDate } from '@hub/domain';

const shape = /^(2[01]\d{2}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/**
 * Reads an instant with its zone: `2027-01-01T08:00:00+08:00` or `2027-01-01T00:00Z`, of the years 2000 to 2199.
 *
 * @returns `undefined` when the text is none
 */
export function parseClockStart(text: string): Date | undefined {
  const date = shape.exec(text)?.[1];
  return date !== undefined && isCalendarDate(date) ? new Date(text) : undefined;
}
