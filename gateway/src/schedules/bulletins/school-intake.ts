import type { CalendarDate } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import type { DueOccurrence, ScheduleTools } from '../define-schedule.js';

const lastDayOfIntake = '08-31';

/** The 31 August that the next intake looks to: this year's until it has passed. */
export function intakeDayAfter(date: CalendarDate): CalendarDate {
  const year = Number(date.slice(0, 4));
  const thisYear = `${String(year)}-${lastDayOfIntake}`;
  return date <= thisYear ? thisYear : `${String(year + 1)}-${lastDayOfIntake}`;
}

/**
 * N-12 (适龄入学儿童通报): one bulletin per village whose number of children changed since it was last told, so that seats can
 * be planned. A village that is left out of the report has none any more, and that is told once, too.
 */
export async function tellSchoolIntake({ asOf }: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const intakeBy = intakeDayAfter(asOf);
  const rows = await tools.report('police', 'school-intake', { asOf, parameters: { intakeBy } });
  const told = await tools.listTold('N-12', 'education');
  const reported = new Set(rows.map(({ key }) => key));
  const emptied = [...told].filter(([village, data]) => !reported.has(village) && isOf(data, intakeBy));
  await tools.issue(
    [
      ...rows.map(({ key, data }) => ({ key, data: { ...data, intakeBy } })),
      ...emptied.map(([key, data]) => ({ key, data: { ...data, children: 0 } })),
    ].map((bulletin) => ({ kind: 'N-12', to: 'education', ...bulletin })),
    { changesOnly: true },
  );
}

/** Numbers of an earlier intake are history: they are not told to have gone. */
function isOf(data: Content, intakeBy: CalendarDate): boolean {
  return data['intakeBy'] === intakeBy;
}
