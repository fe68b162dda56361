/** Calendar date `YYYY-MM-DD` without zone: births, registrations and deadlines are dates, never instants. */
export type CalendarDate = string;

/** Where rules get the time from; nothing in a rule reads the system clock. */
export interface Clock {
  /** The instant now, UTC. */
  now(): Date;
  /** Today's date in the business zone, Asia/Shanghai. */
  today(): CalendarDate;
}

export const businessZone = 'Asia/Shanghai';

const shanghaiDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: businessZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const hourMs = 60 * 60 * 1_000;
let lastHour = Number.NaN;
let dateOfLastHour = '';

/** The calendar date that an instant falls on in Asia/Shanghai. */
export function dateInShanghai(instant: Date): CalendarDate {
  const time = instant.getTime();
  // Since 1970 the zone is whole hours away from UTC, so that no hour has two dates; formatting is slow
  const hour = time >= 0 ? Math.floor(time / hourMs) : Number.NaN;
  if (hour === lastHour) return dateOfLastHour;
  const date = shanghaiDate.format(instant);
  lastHour = hour;
  dateOfLastHour = date;
  return date;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dateInShanghai(new Date()),
};

/**
 * A clock that shows `start` when it is made and runs on from there at true speed.
 *
 * @param trueNow what measures the time that has passed; default the system's clock
 */
export function clockFrom(start: Date, trueNow: () => Date = () => new Date()): Clock {
  const ahead = start.getTime() - trueNow().getTime();
  const now = (): Date => new Date(trueNow().getTime() + ahead);
  return { now, today: () => dateInShanghai(now()) };
}

/** A clock that stands still: tests and the generator. */
export function fixedClock(instant: Date): Clock {
  return { now: () => instant, today: () => dateInShanghai(instant) };
}
