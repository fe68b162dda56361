import type { DueOccurrence, ScheduleTools } from '../define-schedule.js';
import { findMissingYear } from '../calendar/missing-year.js';

/** N-40 (节假日安排缺失提醒): looks every day whether the table of the next year is there when it should be. */
export async function watchHolidays(_occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const missing = findMissingYear(tools.clock.today(), tools.calendar);
  if (missing !== undefined) await tools.alarmMissingYear(missing);
}
