import type { CalendarDate } from '@hub/domain';
import { addDays } from '@hub/domain';
import type { ReportRow } from '@hub/subgraph';
import type { DueOccurrence, ScheduleTools } from '../define-schedule.js';

/** What police answer at a time; and how far the first bulletin looks back. */
const longestWindowInDays = 366;

interface Window {
  readonly since: CalendarDate;
  /** Not in it. */
  readonly until: CalendarDate;
}

/** The days since the last occurrence that was done, its own left out, in windows of a year at most. */
export function windowsSince(lastDone: CalendarDate | undefined, asOf: CalendarDate): readonly Window[] {
  const end = addDays(asOf, 1);
  const windows: Window[] = [];
  for (let since = lastDone === undefined ? addDays(end, -longestWindowInDays) : addDays(lastDone, 1); since < end;) {
    const full = addDays(since, longestWindowInDays);
    const until = full < end ? full : end;
    windows.push({ since, until });
    since = until;
  }
  return windows;
}

/**
 * N-17 (预防接种到期通报): one bulletin per child under seven whose stay reached three months since the last time. The windows
 * join: a day on which the hub stood still is in the next one.
 */
export async function tellVaccinationDue({ asOf, lastDone }: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const children = new Map<string, ReportRow>();
  for (const { since, until } of windowsSince(lastDone, asOf)) {
    const rows = await tools.report('police', 'children-due-for-vaccination', { asOf, parameters: { since, until } });
    for (const row of rows) children.set(row.key, row);
  }
  await tools.issue([...children.values()].map((row) => ({ kind: 'N-17', to: 'family-planning', ...row })));
}
