import type { DocumentType } from '@hub/domain';
import type { Store } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { insertInBatches } from '@hub/subgraph';
import type { DwellingDocument } from './dwelling/dwelling.repository.js';
import { dwellingCollection } from './dwelling/dwelling.repository.js';
import { IdentityService } from './identity/identity.service.js';
import { createIdentitySealer } from './identity/identity-sealer.js';
import type { PermitDocument } from './permit/permit.repository.js';
import { permitCollection } from './permit/permit.repository.js';
import type { PersonStatus } from './person/person.repository.js';
import { personCollection, PersonRepository } from './person/person.repository.js';
import type { RegistrationDocument } from './registration/registration.repository.js';
import { registrationCollection } from './registration/registration.repository.js';
import type { RentalUnitDocument, TenancyDocument } from './rental/rental.repository.js';
import { rentalUnitCollection, tenancyCollection } from './rental/rental.repository.js';

/** Somebody to take over into the register, from an older system. */
export interface PersonIntake {
  /** The older system's own reference. */
  readonly reference: string;
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly name: string;
  readonly phone?: string;
  readonly hukouRegionCode?: string;
  readonly status: PersonStatus;
}

/**
 * Gives ids to people of an older system and stores them sealed.
 *
 * @returns person ids by reference; two references to one document share an id
 * @throws HubError BAD_USER_INPUT for a document or name that breaks a rule; nothing is stored then
 */
export async function intakePeople(
  base: Pick<ScopeBase, 'store' | 'clock' | 'resources'> & { readonly personKey: Uint8Array },
  people: readonly PersonIntake[],
): Promise<ReadonlyMap<string, string>> {
  const caller = { client: 'intake', department: 'police', purpose: 'OWN_RECORDS', officer: 'intake' } as const;
  const repository = new PersonRepository(base.store);
  const identities = new IdentityService({ ...base, caller }, createIdentitySealer(base.personKey), repository);
  const minted = new Map<string, ReturnType<IdentityService['mint']>>();
  const references = new Map<string, string>();
  for (const { reference, status, hukouRegionCode, ...stating } of people) {
    const stated = identities.state(stating, 'people');
    const person =
      minted.get(stated.matchKey) ??
      identities.mint(stated, { status, ...(hukouRegionCode !== undefined && { hukouRegionCode }) });
    minted.set(stated.matchKey, person);
    references.set(reference, person._id);
  }
  await insertInBatches(base.store, personCollection, [...minted.values()]);
  return references;
}

/** Records to take over; people first, by `intakePeople`. */
export interface PoliceIntake {
  readonly dwellings: readonly DwellingDocument[];
  readonly registrations: readonly RegistrationDocument[];
  readonly permits: readonly PermitDocument[];
  readonly rentalUnits: readonly RentalUnitDocument[];
  readonly tenancies: readonly TenancyDocument[];
}

/** Fills the register from an older system; the unique indexes keep the rules. */
export async function intakePolice(store: Store, intake: PoliceIntake): Promise<void> {
  await insertInBatches(store, dwellingCollection, intake.dwellings);
  await insertInBatches(store, registrationCollection, intake.registrations);
  await insertInBatches(store, permitCollection, intake.permits);
  await insertInBatches(store, rentalUnitCollection, intake.rentalUnits);
  await insertInBatches(store, tenancyCollection, intake.tenancies);
}
