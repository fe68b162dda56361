import type { CalendarDate } from '@hub/domain';
import { addMonths } from '@hub/domain';
import type { DueOccurrence, ScheduleTools } from '../define-schedule.js';

/** A month is rolled up on its 20th, and means the month before that day. */
const dayOfRollup = '20';
const digits = { village: 12, township: 9 } as const;

/** The month up to the last 20th, which is not in it: the same for a village's roll-up as for its township's, five days later. */
export function monthUpTo(date: CalendarDate): { readonly since: CalendarDate; readonly until: CalendarDate } {
  const twentieth = `${date.slice(0, 8)}${dayOfRollup}`;
  const until = twentieth <= date ? twentieth : addMonths(twentieth, -1);
  return { since: addMonths(until, -1), until };
}

/** N-32 (每月逐级汇总) of the 20th: the small grids of each village, to be confirmed by its community. */
export function tellVillageRollup(occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  return tellRollup('village', occurrence, tools);
}

/** N-32 (每月逐级汇总) of the 25th: the villages of each township, to be confirmed by its centre. */
export function tellTownshipRollup(occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  return tellRollup('township', occurrence, tools);
}

async function tellRollup(
  level: keyof typeof digits,
  { asOf, statedDate }: DueOccurrence,
  tools: ScheduleTools,
): Promise<void> {
  const month = monthUpTo(statedDate);
  const rows = await tools.report('community', 'monthly-rollup', { asOf, parameters: month });
  await tools.issue(
    rows
      .filter(({ key }) => key.length === digits[level])
      .map(({ key, data }) => ({ kind: 'N-32', to: 'community', key, data: { ...data, ...month } })),
  );
}
