import { readFileSync } from 'node:fs';
import type { HolidayCalendar, HolidayYear } from './holiday-calendar.js';
import { createHolidayCalendar } from './holiday-calendar.js';

type HolidayFile = Readonly<Record<string, Omit<HolidayYear, 'year'>>>;

let years: readonly HolidayYear[] | undefined;
let calendar: HolidayCalendar | undefined;

/** The State Council's notices that this release came with: jurisdiction CN, 2004 on. The first filling of a store of years. */
export function defaultHolidayYears(): readonly HolidayYear[] {
  years ??= readHolidayFile();
  return years;
}

/** The calendar of {@link defaultHolidayYears}. */
export function defaultHolidayCalendar(): HolidayCalendar {
  calendar ??= createHolidayCalendar(defaultHolidayYears());
  return calendar;
}

function readHolidayFile(): readonly HolidayYear[] {
  const file = JSON.parse(readFileSync(new URL('../data/holidays-cn.json', import.meta.url), 'utf8')) as HolidayFile;
  return Object.entries(file).map(([year, table]) => ({ year: Number(year), ...table }));
}
