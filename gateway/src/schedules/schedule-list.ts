import type { Clock } from '@hub/domain';
import { HubError, systemClock } from '@hub/domain';
import type { Store } from '@hub/store';
import { parseRecordId } from '@hub/subgraph';
import type { OccurrenceView, ScheduleList, ScheduleView } from '../hub/services.js';
import type { OccurrenceDocument } from './occurrence.repository.js';
import { occurrenceId, OccurrenceRepository } from './occurrence.repository.js';
import type { ScheduleDocument } from './schedule.repository.js';
import { ScheduleRepository } from './schedule.repository.js';

/**
 * What the graph shows of schedules, and does about them.
 *
 * @param trueClock when an attempt may begin
 */
export function createScheduleList(store: Store, trueClock: Pick<Clock, 'now'> = systemClock): ScheduleList {
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
      ...(last !== null && { lastOccurrence: viewOf(last) }),
    };
  };
  return {
    list: async () => Promise.all((await schedules.listEnabled()).map(view)),
    async retry({ schedule, dueAt }) {
      // Bulletins write codes in capitals
      const id = occurrenceId(parseRecordId(schedule, 'input.schedule').toLowerCase(), dueAt);
      await occurrences.reopen(id, trueClock.now());
      const found = await occurrences.find(id);
      if (found === null) {
        const message = 'The schedule was not due at this instant; give its code and dueAt as the alarm tells them';
        throw new HubError('NOT_FOUND', message, { field: 'input.dueAt' });
      }
      if (found.state !== 'OPEN') {
        const message = `The occurrence is ${found.state}; only one that is FAILED can be tried again`;
        throw new HubError('CONFLICT', message, { field: 'input.dueAt', reason: 'NOT_FAILED' });
      }
      return viewOf(found);
    },
  };
}

function viewOf({ dueAt, state }: OccurrenceDocument): OccurrenceView {
  return { dueAt, state };
}
