import { countReads, tryDepartment } from '@hub/testing';
import { createFamilyPlanningSubgraph } from './subgraph.js';

let lastKey = 0;
export const nextKey = (): string => `key-${String((lastKey += 1))}`;

export const recordText = `mutation ($input: RecordVaccinationStatusInput!) {
  recordVaccinationStatus(input: $input) { id person { id } status asOf }
}`;

/** Family planning on a throw-away store, with the things that stories about vaccination repeat. */
export async function tryFamilyPlanning() {
  const { definition, takeReads } = countReads(createFamilyPlanningSubgraph());
  const department = await tryDepartment(definition);
  const officer = department.as('family-planning');
  return {
    ...department,
    takeReads,
    record: async (personId: string, status: string, asOf: string, changes: object = {}) => {
      const input = { idempotencyKey: nextKey(), personId, status, asOf, ...changes };
      const { data, errors } = await officer.query(recordText, { input });
      const answer = data?.['recordVaccinationStatus'] as Readonly<Record<string, unknown>> | null | undefined;
      return { answer: answer ?? undefined, error: errors[0]?.extensions };
    },
    askPerson: async (personId: string, selection: string) => {
      const { data } = await officer.entities('Person', [{ id: personId }], selection);
      return (data?.['_entities'] as Record<string, unknown>[] | undefined)?.[0];
    },
  };
}
