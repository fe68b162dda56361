import type { CallerName, PurposeCode } from '@hub/domain';
import { callerNames, purposes } from '@hub/domain';
import { buildSubgraph, decideField } from '@hub/subgraph';
import { expect, it } from 'vitest';
import { createCommunitySubgraph } from './subgraph.js';

const { table } = buildSubgraph(createCommunitySubgraph());

/** Everybody who may read a field, as `department PURPOSE`. */
function readersOf(field: string): readonly string[] {
  const asks = callerNames.flatMap((department) =>
    purposes
      .filter(({ holders }) => (holders as readonly CallerName[]).includes(department))
      .map(({ code }): [CallerName, PurposeCode] => [department, code]),
  );
  return asks
    .filter(([department, purpose]) => decideField(table.get(field), { department, purpose }) !== 'denied')
    .map(([department, purpose]) => `${department} ${purpose}`);
}

const casesOfCommunity = ['IDENTITY_CHECK', 'OWN_RECORDS', 'ENROLMENT_DUTY', 'GRID_VISIT', 'ONE_STOP_SERVICE'];

it('lets community alone read whom it met, police included among those who may not', () => {
  const own = casesOfCommunity.map((purpose) => `community ${purpose}`);
  for (const field of [
    'Person.seenByCommunity',
    'Visit.people',
    'Visit.dwelling',
    'Visit.outcome',
    'Visit.visitedOn',
  ]) {
    expect(readersOf(field), field).toEqual(own);
  }
});

it('tells police the grid of a dwelling for its own records, and no other department', () => {
  const own = casesOfCommunity.map((purpose) => `community ${purpose}`);
  expect(readersOf('Dwelling.grid')).toEqual(['police OWN_RECORDS', ...own]);
});

it('lets community write as its own business only', () => {
  expect(readersOf('Mutation.defineGrid')).toEqual(['community OWN_RECORDS']);
  expect(readersOf('Mutation.recordVisit')).toEqual(['community OWN_RECORDS']);
});

it('keeps grids public', () => {
  const everybody = readersOf('Query.grid');
  expect(new Set(everybody.map((each) => each.split(' ')[0]))).toEqual(new Set(callerNames));
  for (const field of ['Grid.name', 'Grid.regionCode', 'Grid.kind', 'Grid.polygon']) {
    expect(readersOf(field), field).toEqual(everybody);
  }
});

it('has no row for what police tells of a dwelling, so that community itself shares none of it', () => {
  expect(table.has('Dwelling.gridCode')).toBe(false);
  expect(table.has('Dwelling.location')).toBe(false);
});
