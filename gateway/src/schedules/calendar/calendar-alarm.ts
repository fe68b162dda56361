import type { Clock, HolidayCalendar } from '@hub/domain';
import { addDays, dueInstant } from '@hub/domain';
import type { NotificationKind } from '../../notifications/kind/define-kind.js';
import type { NotificationDraft } from '../../notifications/notification/draft.js';
import { weekOf } from '../iso-week.js';
import type { MissingYear } from './missing-year.js';
import { lastDayToLoad } from './missing-year.js';

export interface CalendarAlarmOptions {
  readonly kind: NotificationKind;
  readonly clock: Clock;
  readonly calendar: HolidayCalendar;
}

/**
 * N-40 to the hub's administration: once a week while the table is awaited, and once when promises are held up. Its own replies
 * are due in calendar days, since working days are what nobody knows.
 */
export function draftCalendarAlarm(
  { year, state }: MissingYear,
  { kind, clock, calendar }: CalendarAlarmOptions,
): NotificationDraft {
  const today = clock.today();
  const series = `calendar-${String(year)}-${state}`;
  const waits = state === 'MISSING';
  return {
    kind,
    to: 'hub',
    sourceId: waits ? `${series}-${weekOf(today)}` : series,
    data: { lastKnownDate: calendar.lastKnownDate, state },
    acknowledgementDue: dueInstant(addDays(today, 1)),
    feedbackDue: dueInstant(waits ? lastDayToLoad(year) : addDays(today, 3)),
  };
}
