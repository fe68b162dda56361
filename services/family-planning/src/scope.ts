import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import { PersonService } from './person/person.service.js';
import type { VaccinationDocument } from './vaccination/vaccination.repository.js';
import { VaccinationRepository } from './vaccination/vaccination.repository.js';
import { VaccinationService } from './vaccination/vaccination.service.js';

/** What family planning reads of many children at once; made per request. */
export interface FamilyPlanningLoaders {
  /** One record a child, or none. */
  readonly vaccinations: DataLoader<string, readonly VaccinationDocument[]>;
}

/** Services and loaders of one request to family planning. */
export interface FamilyPlanningScope {
  readonly people: PersonService;
  readonly vaccinations: VaccinationService;
}

export type FamilyPlanningContext = RequestContext<FamilyPlanningScope>;

export function createFamilyPlanningScope(base: ScopeBase): FamilyPlanningScope {
  const vaccinations = new VaccinationRepository(base.store);
  const loaders: FamilyPlanningLoaders = {
    vaccinations: createListLoader(vaccinations.collection, 'personId'),
  };
  return {
    people: new PersonService(loaders),
    vaccinations: new VaccinationService(base, vaccinations),
  };
}
