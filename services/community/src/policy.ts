import { definePolicy, key, open, own, part, shared } from '@hub/subgraph';

/** Who learns of grids and visits, why, and how much. One row a field; docs/glossary.md has the words. */
export const policy = definePolicy('community', [
  // Grids are public: a map of who serves which streets
  open('Query.grid', 'P', 'record'),
  key('Grid.code'),
  open('Grid.name', 'P', 'record'),
  open('Grid.regionCode', 'P', 'record'),
  open('Grid.kind', 'P', 'record'),
  open('Grid.polygon', 'P', 'record'),

  // Which grid a dwelling belongs to, for police about the dwellings that it registers itself
  key('Dwelling.id'),
  shared('Dwelling.grid', 'I', 'record', { OWN_RECORDS: ['police'] }),
  part('Location.longitude'),
  part('Location.latitude'),

  // Whom a grid worker met is nobody else's business; police gets numbers at most, by statistics
  key('Person.id'),
  own('Person.seenByCommunity', 'S', 'verification'),

  // Community's own work
  own('Mutation.defineGrid', 'P', 'action'),
  own('Mutation.recordVisit', 'S', 'action'),
  own('Visit.id', 'I', 'record'),
  own('Visit.dwelling', 'S', 'record'),
  own('Visit.grid', 'I', 'record'),
  own('Visit.people', 'S', 'record'),
  own('Visit.visitedOn', 'S', 'record'),
  own('Visit.outcome', 'S', 'record'),

  // Stations and their weekly figures: community counts for itself, and the hub tells the levels above by bulletin
  own('Mutation.defineStation', 'I', 'action'),
  own('Query.station', 'I', 'record'),
  own('Station.code', 'I', 'record'),
  own('Station.name', 'I', 'record'),
  own('Station.regionCode', 'I', 'record'),
  own('Station.kind', 'I', 'record'),
  own('Mutation.submitWeeklyReturn', 'I', 'action'),
  own('WeeklyReturn.stationCode', 'I', 'record'),
  own('WeeklyReturn.week', 'I', 'record'),
  own('WeeklyReturn.arrivals', 'I', 'record'),
  own('WeeklyReturn.departures', 'I', 'record'),
  own('WeeklyReturn.requests', 'I', 'record'),
  own('WeeklyReturn.events', 'I', 'record'),
  own('WeeklyReturn.submittedAt', 'I', 'record'),
  own('WeeklyReturn.late', 'I', 'record'),
  own('Query.weeklyReturnDraft', 'I', 'record'),
  own('WeeklyReturnDraft.stationCode', 'I', 'record'),
  own('WeeklyReturnDraft.week', 'I', 'record'),
  own('WeeklyReturnDraft.closesAt', 'I', 'record'),
  own('WeeklyReturnDraft.visits', 'I', 'record'),
  own('WeeklyReturnDraft.arrivals', 'I', 'record'),
  own('WeeklyReturnDraft.departures', 'I', 'record'),
  own('WeeklyReturnDraft.requests', 'I', 'record'),
  own('WeeklyReturnDraft.events', 'I', 'record'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
