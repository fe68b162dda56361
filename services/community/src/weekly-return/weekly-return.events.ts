import { defineEvent } from '@hub/subgraph';

/** Told again when a station corrects its return before the close: the last one counts. */
export const weeklyReturnSubmitted = defineEvent({
  type: 'community.weekly-return.submitted',
  description: 'A station sent the figures of a week, or corrected them before the close (周五信息反馈)',
  content: {
    stationCode: 'stationCode',
    week: 'week',
    submittedAt: 'instant',
    arrivals: 'ownCount',
    departures: 'ownCount',
    requests: 'ownCount',
    events: 'ownCount',
  },
});
