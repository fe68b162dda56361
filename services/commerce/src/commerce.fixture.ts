import type { CallerOptions, DepartmentOnTrial, DepartmentOfficer } from '@hub/testing';
import { countReads, tryDepartment } from '@hub/testing';
import { creditCodeCheckCharacter } from '@hub/domain';
import { createCommerceSubgraph } from './subgraph.js';

/** Synthetic credit codes, one of each usual kind. */
export const company = '91990001MA00000157';
export const stall = '92990001MA0000023Y';
export const cooperative = '93990001MA0000031N';
export const nonProfit = '52990001MA000004XM';

/** A code with the right check character, whatever stands before it. */
export const complete = (first17: string): string => first17 + creditCodeCheckCharacter(first17);

let lastKey = 0;
let lastNumber = 0;
export const nextKey = (): string => `key-${String((lastKey += 1))}`;

/** A code that no other test has registered; the organisation code inside is made up, so it fails its own check at times. */
export function nextCode(category = '91'): string {
  lastNumber += 1;
  return complete(`${category}990002MB${String(lastNumber).padStart(6, '0')}0`);
}

/** Commerce on a throw-away store, with the things that stories about enterprises repeat. */
export async function tryCommerce(options: Parameters<typeof tryDepartment>[1] = {}) {
  const { definition, takeReads } = countReads(createCommerceSubgraph());
  const department = await tryDepartment(definition, options);
  return { ...department, ...actions(department), takeReads };
}

function actions(department: DepartmentOnTrial) {
  const commerce = department.as('commerce');
  const fields = 'code name kind status regionCode establishedOn closedOn operator { id } warnings';
  return {
    register: (changes: object = {}) => {
      const input = {
        idempotencyKey: nextKey(),
        name: '秀山海兴船舶修造有限公司',
        kind: 'COMPANY',
        regionCode: '330921200',
        establishedOn: '2026-03-01',
        ...changes,
      };
      const text = `mutation ($input: RegisterEnterpriseInput!) { registerEnterprise(input: $input) { ${fields} } }`;
      return commerce.query(text, { input });
    },
    shut: (code: string, changes: object = {}) => {
      const input = { idempotencyKey: nextKey(), code, closedOn: '2026-09-01', ...changes };
      const text = `mutation ($input: CloseEnterpriseInput!) { closeEnterprise(input: $input) { ${fields} } }`;
      return commerce.query(text, { input });
    },
    look: (code: string, department_: Parameters<DepartmentOnTrial['as']>[0] = 'commerce', options?: CallerOptions) =>
      department
        .as(department_, options)
        .query('query ($code: String!) { enterprise(code: $code) { code name kind status closedOn } }', { code }),
  };
}

/** What went wrong, as the caller sees it. */
export function errorOf({ errors }: Awaited<ReturnType<DepartmentOfficer['query']>>) {
  return errors[0]?.extensions;
}
