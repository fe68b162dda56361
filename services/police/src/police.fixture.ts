import { randomBytes } from 'node:crypto';
import type { CallerOptions, DepartmentOnTrial } from '@hub/testing';
import { tryDepartment } from '@hub/testing';
import { createPoliceSubgraph } from './subgraph.js';

/** Two synthetic people. */
export const zhang = { documentType: 'CITIZEN_ID', documentNumber: '990001199003071012', name: '张三' };
export const li = { documentType: 'CITIZEN_ID', documentNumber: '99000219881123204X', name: '李四' };

export const village = '330921200200';

/** Police on a throw-away store, with the things that stories about residents repeat. */
export async function tryPolice(options: Parameters<typeof tryDepartment>[1] = {}) {
  const department = await tryDepartment(createPoliceSubgraph({ personKey: randomBytes(32) }), options);
  return { ...department, ...actions(department) };
}

let lastKey = 0;
export const nextKey = (): string => `key-${String((lastKey += 1))}`;

function actions(department: DepartmentOnTrial) {
  const police = department.as('police');
  const take = async (text: string, variables: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
    const { data, errors } = await police.query(text, variables);
    if (errors[0] !== undefined) throw new Error(`${String(errors[0].extensions['code'])}: ${errors[0].message}`);
    return Object.values(data ?? {})[0] as Record<string, unknown>;
  };
  return {
    registerDwelling: async (changes: object = {}): Promise<string> => {
      const input = {
        idempotencyKey: nextKey(),
        regionCode: village,
        address: '渔港路 1 号',
        kind: 'FLAT',
        ...changes,
      };
      const text = 'mutation ($input: RegisterDwellingInput!) { registerDwelling(input: $input) { id } }';
      return String((await take(text, { input }))['id']);
    },
    registerResidence: (dwellingId: string, person: object = zhang, changes: object = {}) => {
      const input = {
        idempotencyKey: nextKey(),
        person,
        dwellingId,
        arrivedOn: '2026-01-01',
        reason: 'WORK',
        dwellingRelation: 'RENT',
        source: 'SELF',
        ...changes,
      };
      return police.query(
        `mutation ($input: RegisterResidenceInput!) {
          registerResidence(input: $input) { id status registeredOn receiptNumber person { id } }
        }`,
        { input },
      );
    },
    /** Registers and gives the ids. */
    settle: async (dwellingId: string, person: object = zhang, changes: object = {}) => {
      const input = {
        idempotencyKey: nextKey(),
        person,
        dwellingId,
        arrivedOn: '2025-01-01',
        reason: 'WORK',
        dwellingRelation: 'RENT',
        source: 'SELF',
        ...changes,
      };
      const text =
        'mutation ($input: RegisterResidenceInput!) { registerResidence(input: $input) { id person { id } } }';
      const made = await take(text, { input });
      return { registrationId: String(made['id']), personId: String((made['person'] as { id: string }).id) };
    },
    askPerson: async (personId: string, selection: string, department_ = 'police', options: CallerOptions = {}) => {
      const officer = department.as(department_ as 'police', options);
      const { data, errors } = await officer.entities('Person', [{ id: personId }], selection);
      return { person: (data?.['_entities'] as Record<string, unknown>[] | undefined)?.[0], errors };
    },
  };
}
