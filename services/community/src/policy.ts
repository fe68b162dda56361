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
  own('Visit.people', 'S', 'record'),
  own('Visit.visitedOn', 'S', 'record'),
  own('Visit.outcome', 'S', 'record'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
