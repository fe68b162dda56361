import type { HolidayCalendar } from '@hub/domain';
import { HubError } from '@hub/domain';
import { parseCron } from './cron-expression.js';
import type { HolidayTimetable } from './holiday-rule.js';
import { applyHolidayRule, nextOccurrence } from './holiday-rule.js';
import { nextDue } from './next-due.js';
import type { ScheduleDocument } from './schedule.repository.js';

/** How late an occurrence may be that is not made up for. */
export const toleranceMinutes = 5;

/** Where a schedule stands: the next cron instant, and its due instant where the calendar tells it. */
export type Aim = Pick<ScheduleDocument, 'cronInstant' | 'nextDueAt'>;

export interface DueInstant {
  readonly cronInstant: Date;
  readonly dueAt: Date;
  /** False: it was missed, and is not made up for. */
  readonly runs: boolean;
}

export interface DueOccurrences {
  readonly instants: readonly DueInstant[];
  /** Where the schedule stands after them. */
  readonly next: Aim;
}

type Timed = Pick<ScheduleDocument, 'cron' | 'timeZone' | 'holidayRule'>;

export function timetableOf({ cron, timeZone, holidayRule }: Timed): HolidayTimetable {
  return { cron: parseCron(cron), timeZone, holidayRule };
}

/**
 * The due instants of a schedule that have come, and which of them run by its catch-up policy. Of those that holidays moved
 * to one instant there is one.
 *
 * @param most no more than these at once; the rest has come, too, and is asked for next
 */
export function listDueOccurrences(
  schedule: ScheduleDocument,
  { now, calendar, most }: { readonly now: Date; readonly calendar: HolidayCalendar; readonly most: number },
): DueOccurrences {
  const timetable = timetableOf(schedule);
  const found = new Map<number, Omit<DueInstant, 'runs'>>();
  let aim: Aim = schedule;
  while (hasCome(aim, now)) {
    const { cronInstant, nextDueAt: dueAt } = aim;
    const known = found.has(dueAt.getTime());
    if (!known && found.size >= most) break;
    if (!known) found.set(dueAt.getTime(), { cronInstant, dueAt });
    aim = aimAfter(timetable, cronInstant, calendar);
  }
  const last = hasCome(aim, now) ? undefined : [...found.values()].at(-1);
  const instants = [...found.values()].map((instant) => ({
    ...instant,
    runs: runs(schedule, instant.dueAt, { isLast: instant === last, now }),
  }));
  return { instants, next: aim };
}

function runs(
  { catchUp }: ScheduleDocument,
  dueAt: Date,
  at: { readonly isLast: boolean; readonly now: Date },
): boolean {
  switch (catchUp) {
    case 'all':
      return true;
    case 'latest':
      return at.isLast;
    case 'skip':
      return at.isLast && at.now.getTime() - dueAt.getTime() <= toleranceMinutes * 60_000;
  }
}

function hasCome(aim: Aim, now: Date): aim is Required<Aim> {
  return aim.cronInstant !== undefined && aim.nextDueAt !== undefined && aim.nextDueAt <= now;
}

/** Where a schedule that begins now stands: at its first due instant that is still to come. */
export function aimFrom(timed: Timed, now: Date, calendar: HolidayCalendar): Aim {
  const timetable = timetableOf(timed);
  let aim = aimAfter(timetable, now, calendar);
  // One that a holiday moved back may have been due before now
  while (hasCome(aim, now)) aim = aimAfter(timetable, aim.cronInstant, calendar);
  return aim;
}

/** The due instant of the cron instant that a schedule stands at, by the calendar as it is now. */
export function aimAnew(timed: Timed, cronInstant: Date, calendar: HolidayCalendar): Aim {
  const { holidayRule, timeZone } = timed;
  return withinCalendar(cronInstant, () => applyHolidayRule(cronInstant, holidayRule, timeZone, calendar));
}

function aimAfter(timetable: HolidayTimetable, after: Date, calendar: HolidayCalendar): Aim {
  try {
    const next = nextOccurrence(timetable, after, calendar);
    return next === undefined ? {} : { cronInstant: next.cronInstant, nextDueAt: next.dueAt };
  } catch (error) {
    if (!isHorizon(error)) throw error;
    const cronInstant = nextDue(timetable, after);
    return cronInstant === undefined ? {} : { cronInstant };
  }
}

function withinCalendar(cronInstant: Date, dueAt: () => Date): Aim {
  try {
    return { cronInstant, nextDueAt: dueAt() };
  } catch (error) {
    if (isHorizon(error)) return { cronInstant };
    throw error;
  }
}

/** Whether the calendar of working days ends before what was asked. */
export function isHorizon(error: unknown): boolean {
  return error instanceof HubError && error.details.reason === 'HOLIDAYS_UNKNOWN';
}
