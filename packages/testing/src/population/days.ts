import type { CalendarDate } from '@hub/domain';

/** Days since 1970-01-01: what the generator calculates in; dates are strings only in what it hands out. */
export type Day = number;

const dayInMilliseconds = 86_400_000;
/** 1900-01-01, the earliest date in use. */
const earliest: Day = -25_567;
const written: CalendarDate[] = [];

export function toDay(date: CalendarDate): Day {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayInMilliseconds
  );
}

/** The date of a day. Every date is written once and shared: a large population repeats a few thousand of them. */
export function toDate(day: Day): CalendarDate {
  return (written[day - earliest] ??= new Date(day * dayInMilliseconds).toISOString().slice(0, 10));
}
