import type { DueOccurrence, ScheduleTools } from '../define-schedule.js';

/** Days before the anniversary on which the holder is reminded (居住证签注提醒). */
const daysBefore = { first: 30, second: 7 } as const;

/** N-23 (居住证签注到期提醒): one bulletin per permit and reminder; police relay it to the holder. */
export async function tellPermitsDue({ asOf }: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const rows = await tools.report('police', 'permits-due', { asOf, parameters: daysBefore });
  await tools.issue(rows.map(({ key, data }) => ({ kind: 'N-23', to: 'police', key, data })));
}
