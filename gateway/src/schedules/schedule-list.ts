import type { Store } from '@hub/store';
import type { ScheduleList, ScheduleView } from '../hub/services.js';
import { OccurrenceRepository } from './occurrence.repository.js';
import type { ScheduleDocument } from './schedule.repository.js';
import { ScheduleRepository } from './schedule.repository.js';

/** What the graph shows of schedules. */
export function createScheduleList(store: Store): ScheduleList {
  const schedules = new ScheduleRepository(store);
  const occurrences = new OccurrenceRepository(store);
  const view = async ({ _id: code, title, cron, timeZone, nextDueAt }: ScheduleDocument): Promise<ScheduleView> => {
    const last = await occurrences.findLast(code);
    return {
      code,
      title,
      cron,
      timeZone,
      ...(nextDueAt !== undefined && { nextDueAt }),
      ...(last !== null && { lastOccurrence: { dueAt: last.dueAt, state: last.state } }),
    };
  };
  return { list: async () => Promise.all((await schedules.listEnabled()).map(view)) };
}
