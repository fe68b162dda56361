import type { CalendarDate } from '@hub/domain';
import { addDays } from '@hub/domain';
import { wallTimeAt, zoneOf } from './time-zone.js';

const day = 86_400_000;

/** The date that the wall of a zone shows at an instant. */
export function dateIn(timeZone: string, instant: Date): CalendarDate {
  return addDays('1970-01-01', Math.floor(wallTimeAt(zoneOf(timeZone), instant.getTime()) / day));
}
