import type { DepartmentName } from '@hub/domain';
import { normaliseName } from '@hub/domain';
import type { Draft } from '../draft.js';
import type { IdentityRegister } from '../error/identity-register.js';
import type { Identity, PersonKey } from '../person/person.js';
import type { FormRow } from './form-row.js';
import { isHeld } from './form-row.js';
import type { PolicePersonRow, RegistrationRow } from './police-rows.js';

export interface PeopleSources {
  readonly identities: readonly Identity[];
  readonly landlordKeys: ReadonlySet<PersonKey>;
  readonly registrations: readonly RegistrationRow[];
  /** Rows of all departments in the order in which they were filed. */
  readonly filed: readonly (readonly [DepartmentName, readonly FormRow[]])[];
  readonly register: IdentityRegister;
}

/** Everybody whom a department's held record is about, as the identity register knows them. */
export function listPeople({
  identities,
  landlordKeys,
  registrations,
  filed,
  register,
}: PeopleSources): PolicePersonRow[] {
  const first = new Map<PersonKey, DepartmentName>();
  for (const key of landlordKeys) first.set(key, 'police');
  for (const [department, rows] of filed) {
    for (const row of rows) if (isHeld(row) && !first.has(row.personKey)) first.set(row.personKey, department);
  }
  const latest = new Map<PersonKey, RegistrationRow>();
  for (const row of registrations) if (isHeld(row)) latest.set(row.personKey, row);
  return identities.flatMap((identity): PolicePersonRow[] => {
    const firstKnownTo = first.get(identity.key);
    const name = register.findName(identity.documentNumber);
    if (firstKnownTo === undefined || name === undefined) return [];
    const registration = latest.get(identity.key);
    const told = landlordKeys.has(identity.key) ? identity : registration;
    const person: Draft<PolicePersonRow> = {
      personKey: identity.key,
      documentType: identity.documentType,
      documentNumber: identity.documentNumber,
      name: name === identity.name ? name : normaliseName(name),
      status: registration === undefined ? 'UNREGISTERED' : registration.status === 'LEFT' ? 'LEFT' : 'ACTIVE',
      firstKnownTo,
    };
    if (told?.phone !== undefined) person.phone = told.phone;
    if (told?.hukouRegionCode !== undefined) person.hukouRegionCode = told.hukouRegionCode;
    return [person];
  });
}
