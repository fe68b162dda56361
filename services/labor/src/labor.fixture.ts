import type { CallerOptions, DepartmentOnTrial, DepartmentOfficer } from '@hub/testing';
import { countReads, tryDepartment } from '@hub/testing';
import { createLaborSubgraph } from './subgraph.js';

/** Three synthetic employers. */
export const shipyard = '91990001MA00000157';
export const cooperative = '93990001MA0000031N';
export const school = '52990001MA000004XM';

let lastKey = 0;
export const nextKey = (): string => `key-${String((lastKey += 1))}`;

/** Labor on a throw-away store, with the things that stories about workers repeat. */
export async function tryLabor(options: Parameters<typeof tryDepartment>[1] = {}) {
  const { definition, takeReads } = countReads(createLaborSubgraph());
  const department = await tryDepartment(definition, options);
  return { ...department, ...actions(department), takeReads };
}

function actions(department: DepartmentOnTrial) {
  const labor = department.as('labor');
  const mutate = (name: string, input: object): ReturnType<DepartmentOfficer['query']> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const selection = name === 'recordSocialInsurance' ? insuranceFields : employmentFields;
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
    return labor.query(text, { input: { idempotencyKey: nextKey(), ...input } });
  };
  const hire = (personId: string, changes: object = {}) =>
    mutate('reportEmploymentStart', { personId, employerCode: shipyard, startedOn: '2026-03-01', ...changes });
  const insure = (personId: string, changes: object = {}) =>
    mutate('recordSocialInsurance', { personId, employerCode: shipyard, since: '2026-03-01', ...changes });
  return {
    hire,
    insure,
    end: (employmentId: string, changes: object = {}) =>
      mutate('reportEmploymentEnd', { employmentId, endedOn: '2026-07-01', reason: 'RESIGNED', ...changes }),
    /** Hires and gives the id of the employment. */
    work: async (personId: string, changes: object = {}): Promise<string> => {
      const { data, errors } = await hire(personId, changes);
      if (errors[0] !== undefined) throw new Error(errors[0].message);
      return (data?.['reportEmploymentStart'] as { id: string }).id;
    },
    askPerson: async (personId: string, selection: string, options: CallerOptions = {}) => {
      const { data, errors } = await department.as('labor', options).entities('Person', [{ id: personId }], selection);
      if (errors[0] !== undefined) throw new Error(errors[0].message);
      return (data?.['_entities'] as Record<string, unknown>[] | undefined)?.[0];
    },
  };
}

const employmentFields = `id person { id } employerCode employer { code } startedOn endedOn endReason
  contractSignedOn occupation flags`;
const insuranceFields = 'id person { id } employerCode since until';

/** What went wrong, as the caller sees it. */
export function errorOf({ errors }: Awaited<ReturnType<DepartmentOfficer['query']>>) {
  return errors[0]?.extensions;
}
