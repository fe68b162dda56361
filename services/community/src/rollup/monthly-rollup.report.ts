import { badInput, daysBetween } from '@hub/domain';
import { defineReport } from '@hub/subgraph';
import type { CommunityScope } from '../scope.js';
import { visitsIn } from '../visit/visit-tally.js';

const longestMonthInDays = 366;

/** N-32: numbers alone. A township's row holds those of its villages, so rows of different levels are not added up. */
export const monthlyRollupReport = defineReport<CommunityScope>({
  name: 'monthly-rollup',
  description:
    'Visits and weekly returns from `since` on and before `until`, by village and summed by township (每月逐级汇总)',
  parameters: { since: 'date', until: 'date' },
  content: {
    regionCode: 'regionCode',
    visits: 'ownCount',
    met: 'ownCount',
    nobody: 'ownCount',
    refused: 'ownCount',
    moved: 'ownCount',
    returns: 'ownCount',
    arrivals: 'ownCount?',
    departures: 'ownCount?',
    requests: 'ownCount?',
    events: 'ownCount?',
  },
  run: async ({ parameters }, { scope }) => {
    const [since, until] = [String(parameters['since']), String(parameters['until'])];
    if (until < since) throw badInput('parameters.until', 'The end lies before the beginning', 'DATE_ORDER');
    if (daysBetween(since, until) > longestMonthInDays) {
      const message = `Ask about at most ${String(longestMonthInDays)} days at a time`;
      throw badInput('parameters.since', message, 'OUT_OF_RANGE');
    }
    const regions = await scope.monthlyRollup.of(since, until);
    return [...regions].map(([regionCode, { visits, returns, figures }]) => {
      const { MET: met, NOBODY: nobody, REFUSED: refused, MOVED: moved } = visits;
      const counts = { visits: visitsIn(visits), met, nobody, refused, moved };
      return { key: regionCode, data: { regionCode, ...counts, returns, ...figures } };
    });
  },
});
