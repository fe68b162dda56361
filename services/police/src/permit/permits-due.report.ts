import type { CalendarDate } from '@hub/domain';
import { addDays } from '@hub/domain';
import { defineReport } from '@hub/subgraph';
import type { PoliceScope } from '../scope.js';

/** N-23: police reminds holders before the yearly endorsement is due (Hangzhou rules art. 25). */
export const permitsDueReport = defineReport<PoliceScope>({
  name: 'permits-due',
  description:
    'Permits whose endorsement runs out in exactly `first` or `second` days, in time to remind the holder (居住证签注到期)',
  parameters: { first: 'ownCount', second: 'ownCount?' },
  content: { permitId: 'recordId', personId: 'personId', endorsedUntil: 'date', daysLeft: 'ownCount' },
  run: async ({ asOf, parameters: { first, second } }, { scope }) => {
    const days = [...new Set([first, second].filter((each) => each !== undefined).map(Number))];
    const due = await Promise.all(days.map((daysLeft) => listDue(addDays(asOf, daysLeft), daysLeft, scope)));
    return due.flat();
  },
});

async function listDue(endorsedUntil: CalendarDate, daysLeft: number, { permits }: PoliceScope) {
  const found = await permits.listEndorsedUntil(endorsedUntil);
  return found.map(({ _id, personId }) => ({
    key: _id,
    data: { permitId: _id, personId, endorsedUntil, daysLeft },
  }));
}
