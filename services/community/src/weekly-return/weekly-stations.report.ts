import { defineReport } from '@hub/subgraph';
import type { CommunityScope } from '../scope.js';
import { parseWeek } from './iso-week.js';

/** N-31, when the week's return opens: who is to send one, and what it can begin with. */
export const weeklyStationsReport = defineReport<CommunityScope>({
  name: 'weekly-stations',
  description:
    'Stations with the figures that the system can count for a week; what is absent the station counts (应报站点)',
  parameters: { week: 'week' },
  content: {
    stationCode: 'stationCode',
    regionCode: 'regionCode',
    arrivals: 'ownCount?',
    departures: 'ownCount?',
    requests: 'ownCount?',
    events: 'ownCount?',
  },
  run: async ({ parameters }, { scope }) => {
    const week = parseWeek(String(parameters['week']), 'parameters.week');
    const stations = await scope.stations.list();
    const prefills = await scope.weekPrefill.ofAll(stations, week);
    return stations.map(({ _id, regionCode }) => {
      const departures = prefills.get(_id)?.departures;
      return {
        key: _id,
        data: { stationCode: _id, regionCode, ...(departures !== undefined && { departures }) },
      };
    });
  },
});
