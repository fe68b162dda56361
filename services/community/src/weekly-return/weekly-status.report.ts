import { defineReport } from '@hub/subgraph';
import type { CommunityScope } from '../scope.js';
import { parseWeek } from './iso-week.js';
import { figuresOf } from './weekly-return.repository.js';

/** N-31, when the week's return closes: who has sent one and who has not. */
export const weeklyStatusReport = defineReport<CommunityScope>({
  name: 'weekly-status',
  description: 'Stations with the return that each sent for a week; without figures where it sent none (报送情况)',
  parameters: { week: 'week' },
  content: {
    stationCode: 'stationCode',
    submitted: 'flag',
    arrivals: 'ownCount?',
    departures: 'ownCount?',
    requests: 'ownCount?',
    events: 'ownCount?',
  },
  run: async ({ parameters }, { scope }) => {
    const week = parseWeek(String(parameters['week']), 'parameters.week');
    const returns = await scope.weeklyReturns.listOfWeeks([week]);
    return (await scope.stations.list()).map(({ _id }) => {
      const sent = returns.get(_id)?.[0];
      const submitted = sent !== undefined;
      return { key: _id, data: { stationCode: _id, submitted, ...(submitted && figuresOf(sent)) } };
    });
  },
});
