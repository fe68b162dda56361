import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph } from '@hub/subgraph';
import { dwellingCollection } from './dwelling/dwelling.repository.js';
import { referDwelling } from './dwelling/dwelling.reference.js';
import { DwellingResolver } from './dwelling/dwelling.resolver.js';
import { IdentityResolver } from './identity/identity.resolver.js';
import { createIdentitySealer } from './identity/identity-sealer.js';
import { permitCollection } from './permit/permit.repository.js';
import { permitsDueReport } from './permit/permits-due.report.js';
import { PermitResolver } from './permit/permit.resolver.js';
import { personCollection } from './person/person.repository.js';
import { referPerson } from './person/person.reference.js';
import { PersonResolver } from './person/person.resolver.js';
import { schoolIntakeReport } from './person/school-intake.report.js';
import { policy } from './policy.js';
import { childrenDueReport } from './registration/children-due.report.js';
import { residenceEnded, residenceMoved, residenceRegistered } from './registration/registration.events.js';
import { registrationCollection } from './registration/registration.repository.js';
import { RegistrationResolver, ResidenceResolver } from './registration/registration.resolver.js';
import { tenancyEnded, tenancyStarted } from './rental/rental.events.js';
import { rentalUnitCollection, tenancyCollection } from './rental/rental.repository.js';
import { RentalResolver } from './rental/rental.resolver.js';
import type { PoliceScope } from './scope.js';
import { createPoliceScope } from './scope.js';
import { zones } from './zones.js';

/** 公安: who a person is, where the person is registered, permits, dwellings and rentals. */
export function createPoliceSubgraph({
  personKey,
}: {
  readonly personKey: Uint8Array;
}): SubgraphDefinition<PoliceScope> {
  const sealer = createIdentitySealer(personKey);
  return defineSubgraph({
    name: 'police',
    resolvers: [
      PersonResolver,
      IdentityResolver,
      DwellingResolver,
      RegistrationResolver,
      ResidenceResolver,
      PermitResolver,
      RentalResolver,
    ],
    references: { Person: referPerson, Dwelling: referDwelling },
    collections: [
      personCollection,
      dwellingCollection,
      registrationCollection,
      permitCollection,
      rentalUnitCollection,
      tenancyCollection,
    ],
    policy,
    zones,
    events: [residenceRegistered, residenceMoved, residenceEnded, tenancyStarted, tenancyEnded],
    reports: [schoolIntakeReport, childrenDueReport, permitsDueReport],
    createScope: (base) => createPoliceScope(base, sealer),
  });
}
