import type { Clock } from '@hub/domain';
import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createDocumentLoader, createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import type { DwellingDocument } from './dwelling/dwelling.repository.js';
import { DwellingRepository } from './dwelling/dwelling.repository.js';
import { DwellingService } from './dwelling/dwelling.service.js';
import { IdentityService } from './identity/identity.service.js';
import type { IdentitySealer } from './identity/identity-sealer.js';
import type { PermitDocument } from './permit/permit.repository.js';
import { PermitRepository } from './permit/permit.repository.js';
import { PermitService } from './permit/permit.service.js';
import type { PersonDocument } from './person/person.repository.js';
import { PersonRepository } from './person/person.repository.js';
import { PersonService } from './person/person.service.js';
import { SchoolIntake } from './person/school-intake.js';
import { ChildrenDue } from './registration/children-due.js';
import type { RegistrationDocument } from './registration/registration.repository.js';
import { RegistrationRepository } from './registration/registration.repository.js';
import { RegistrationService } from './registration/registration.service.js';
import type { TenancyDocument } from './rental/rental.repository.js';
import { RentalRepository } from './rental/rental.repository.js';
import { RentalService } from './rental/rental.service.js';

/** What police reads of many people at once; made per request. */
export interface PoliceLoaders {
  readonly person: DataLoader<string, PersonDocument | undefined>;
  readonly dwelling: DataLoader<string, DwellingDocument | undefined>;
  /** Oldest first. */
  readonly registrations: DataLoader<string, readonly RegistrationDocument[]>;
  readonly permits: DataLoader<string, readonly PermitDocument[]>;
  readonly tenancies: DataLoader<string, readonly TenancyDocument[]>;
}

/** Services and loaders of one request to police. */
export interface PoliceScope {
  readonly clock: Clock;
  readonly loaders: PoliceLoaders;
  readonly identities: IdentityService;
  readonly people: PersonService;
  readonly dwellings: DwellingService;
  readonly registrations: RegistrationService;
  readonly permits: PermitService;
  readonly rentals: RentalService;
  readonly schoolIntake: SchoolIntake;
  readonly childrenDue: ChildrenDue;
}

export type PoliceContext = RequestContext<PoliceScope>;

export function createPoliceScope(base: ScopeBase, sealer: IdentitySealer): PoliceScope {
  const people = new PersonRepository(base.store);
  const dwellings = new DwellingRepository(base.store);
  const registrations = new RegistrationRepository(base.store);
  const permits = new PermitRepository(base.store);
  const rentals = new RentalRepository(base.store);
  const loaders: PoliceLoaders = {
    person: createDocumentLoader(people.collection),
    dwelling: createDocumentLoader(dwellings.collection),
    registrations: createListLoader(registrations.collection, 'personId', { sort: { registeredOn: 1, _id: 1 } }),
    permits: createListLoader(permits.collection, 'personId', { sort: { issuedOn: 1, _id: 1 } }),
    tenancies: createListLoader(rentals.tenancies, 'personId'),
  };
  const identities = new IdentityService(base, sealer, people);
  return {
    clock: base.clock,
    loaders,
    identities,
    people: new PersonService(base, identities, loaders),
    dwellings: new DwellingService(base, dwellings),
    registrations: new RegistrationService(base, { identities, people, dwellings, registrations, permits }),
    permits: new PermitService(base, permits, registrations, people),
    rentals: new RentalService(base, rentals, dwellings),
    schoolIntake: new SchoolIntake(people, registrations),
    childrenDue: new ChildrenDue(identities, people, registrations),
  };
}
