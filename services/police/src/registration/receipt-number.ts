import { randomInt } from 'node:crypto';
import type { CalendarDate } from '@hub/domain';

const digits = 10;

/** Number of the receipt that the law has the office hand out (Hangzhou rules art. 13): the day and ten random digits. */
export function newReceiptNumber(today: CalendarDate): string {
  const serial = Array.from({ length: digits }, () => String(randomInt(10))).join('');
  return `R${today.replaceAll('-', '')}-${serial}`;
}
