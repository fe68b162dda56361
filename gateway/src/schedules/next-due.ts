import type { CronExpression } from './cron-expression.js';
import type { WallTime } from './time-zone.js';
import { offsetsAround, startOfDay, wallTimeAt, zoneOf } from './time-zone.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far ahead a due instant is looked for. */
const horizonYears = 5;

export interface Timetable {
  readonly cron: CronExpression;
  /** IANA name of the zone whose wall clock the expression means. */
  readonly timeZone: string;
}

/**
 * The first due instant strictly after another; undefined when there is none within five years (30 February).
 *
 * Where a zone changes its clock, a schedule with a **time of day** is due once a day all the same: a time that the clock
 * leaps over is due at the first instant after the leap (02:30 becomes 03:00 in New York on 2027-03-14), a time that it
 * shows twice is due the first time. A **cadence**, which has `*`, a step or all hours as its hour, is due whenever the clock
 * shows a matching minute: twice where it shows it twice, not at all where it leaps, and so every hour in true time.
 *
 * A day that a month lacks is not made up for: `0 9 31 * *` is due in seven months of the year.
 *
 * @throws RangeError for an unknown zone or an invalid date
 */
export function nextDue({ cron, timeZone }: Timetable, after: Date): Date | undefined {
  const zone = zoneOf(timeZone);
  const earliest = after.getTime() + 1;
  if (Number.isNaN(earliest)) throw new RangeError('A due instant is looked for after a valid date');
  const dueOn = (start: WallTime): number | undefined => firstOfDay(cron, start, offsetsAround(zone, start), earliest);

  // A clock set back at midnight shows the end of the day before once more
  const from = startOfDay(wallTimeAt(zone, earliest)) - day;
  for (const start of matchingDays(cron, from)) {
    const due = dueOn(start);
    if (due === undefined) continue;
    // … and for the same reason the next day may begin before this one ends
    const next = matchesDay(cron, new Date(start + day)) ? dueOn(start + day) : undefined;
    return new Date(Math.min(due, next ?? due));
  }
  return undefined;
}

/** The first instant from `earliest` on at which the schedule is due for this day on the wall. */
function firstOfDay(
  cron: CronExpression,
  start: WallTime,
  { before, after, changeAt }: ReturnType<typeof offsetsAround>,
  earliest: number,
): number | undefined {
  const beforeChange = firstTime(cron, start, earliest + before);
  if (beforeChange !== undefined && beforeChange - before < changeAt) return beforeChange - before;
  if (changeAt === Infinity) return undefined;

  const shown = { until: changeAt + before, again: changeAt + after };
  const fromChange = Math.max(earliest, changeAt) + after;
  if (!cron.isCadence && earliest <= changeAt) {
    const leapt = firstTime(cron, start, shown.until);
    if (leapt !== undefined && leapt < shown.again) return changeAt;
  }
  const afterChange = firstTime(cron, start, cron.isCadence ? fromChange : Math.max(fromChange, shown.until));
  return afterChange === undefined ? undefined : afterChange - after;
}

/** The first matching wall-clock time of a day that is not before another. */
function firstTime(cron: CronExpression, start: WallTime, notBefore: WallTime): WallTime | undefined {
  const minutes = Math.max(0, Math.ceil((notBefore - start) / minute));
  const [wantedHour, wantedMinute] = [Math.floor(minutes / 60), minutes % 60];
  for (const dueHour of cron.hours) {
    if (dueHour < wantedHour) continue;
    const dueMinute = cron.minutes.find((candidate) => dueHour > wantedHour || candidate >= wantedMinute);
    if (dueMinute !== undefined) return start + dueHour * hour + dueMinute * minute;
  }
  return undefined;
}

function* matchingDays(cron: CronExpression, from: WallTime): Generator<WallTime> {
  const first = new Date(from);
  const end = Date.UTC(first.getUTCFullYear() + horizonYears, first.getUTCMonth(), first.getUTCDate() + 1);
  for (let date = first; date.getTime() <= end;) {
    if (!cron.months.includes(date.getUTCMonth() + 1)) {
      date = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
      continue;
    }
    if (matchesDay(cron, date)) yield date.getTime();
    date = new Date(date.getTime() + day);
  }
}

function matchesDay({ months, daysOfMonth, daysOfWeek, eitherDay }: CronExpression, date: Date): boolean {
  if (!months.includes(date.getUTCMonth() + 1)) return false;
  const [byMonth, byWeek] = [daysOfMonth.includes(date.getUTCDate()), daysOfWeek.includes(date.getUTCDay())];
  return eitherDay ? byMonth || byWeek : byMonth && byWeek;
}
