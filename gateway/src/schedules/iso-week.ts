import type { CalendarDate } from '@hub/domain';
import { addDays, dayNumberOf } from '@hub/domain';

/** The week of ISO 8601 that a day lies in, from Monday to Sunday: `2026-W47`. */
export function weekOf(date: CalendarDate): string {
  // 1970-01-01, day 0, was a Thursday; the Thursday says which year a week belongs to
  const weekday = (((dayNumberOf(date) + 3) % 7) + 7) % 7;
  const thursday = addDays(date, 3 - weekday);
  const year = thursday.slice(0, 4);
  const number = Math.floor((dayNumberOf(thursday) - dayNumberOf(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
