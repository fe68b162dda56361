import { toDate } from '../days.js';
import type { FormDesk } from '../error/form-desk.js';
import type { Employer } from '../work/employer.js';
import type { Licence } from '../work/licence.js';
import type { CommerceView, EnterpriseRow, OperatorRow } from './commerce-rows.js';

/** Enterprises as registered at the counter; of the self-employed, with the operator. */
export function registerEnterprises(
  employers: readonly Employer[],
  licences: readonly Licence[],
  desk: FormDesk,
): CommerceView {
  const operators: OperatorRow[] = [];
  const table = { view: 'commerce', name: 'operators', prefix: 'op', faults: [], rows: operators } as const;
  for (const { operator, code } of licences) {
    desk.file(table, {
      channel: 'COUNTER',
      subject: operator,
      otherName: operator.spouse?.name,
      fill: () => ({ enterpriseCode: code }),
    });
  }
  const companies = employers.map((employer) => toRow(employer, employer.kind));
  return { enterprises: [...companies, ...licences.map((licence) => toRow(licence, 'SELF_EMPLOYED'))], operators };
}

function toRow(
  {
    code,
    name,
    sector,
    regionCode,
    established,
    closed,
  }: Omit<Employer, 'kind' | 'reportsLate' | 'weight' | 'workers'>,
  kind: EnterpriseRow['kind'],
): EnterpriseRow {
  return {
    code,
    name,
    kind,
    industry: sector.industry,
    regionCode,
    establishedOn: toDate(established),
    status: closed === undefined ? 'ACTIVE' : 'CLOSED',
    ...(closed !== undefined && { closedOn: toDate(closed) }),
  };
}
