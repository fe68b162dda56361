import { badInput, daysBetween } from '@hub/domain';
import { defineReport } from '@hub/subgraph';
import type { PoliceScope } from '../scope.js';

/** A window is what passed since the last run; a longer one would be the whole register. */
const longestWindowInDays = 366;

/** N-17: who to invite, and in which village; the clinic's message goes through the guardian's relay. */
export const childrenDueReport = defineReport<PoliceScope>({
  name: 'children-due-for-vaccination',
  description:
    'Children under seven whose stay reached three months from `since` on and before `until` (预防接种到期流动儿童)',
  parameters: { since: 'date', until: 'date' },
  content: { personId: 'personId', regionCode: 'regionCode' },
  run: async ({ asOf, parameters }, { scope }) => {
    const [since, until] = [String(parameters['since']), String(parameters['until'])];
    if (until < since) throw badInput('parameters.until', 'The end lies before the beginning', 'DATE_ORDER');
    if (daysBetween(since, until) > longestWindowInDays) {
      const message = `Ask about at most ${String(longestWindowInDays)} days at a time`;
      throw badInput('parameters.since', message, 'OUT_OF_RANGE');
    }
    const children = await scope.childrenDue.list({ since, until }, asOf);
    return children.map((child) => ({ key: child.personId, data: { ...child } }));
  },
});
