import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import type { EmploymentDocument } from './employment/employment.repository.js';
import { EmploymentRepository } from './employment/employment.repository.js';
import { EmploymentService } from './employment/employment.service.js';
import type { InsuranceDocument } from './insurance/insurance.repository.js';
import { InsuranceRepository } from './insurance/insurance.repository.js';
import { InsuranceService } from './insurance/insurance.service.js';
import { PersonService } from './person/person.service.js';

/** What labor reads of many people at once; made per request. */
export interface LaborLoaders {
  /** Newest first. */
  readonly employments: DataLoader<string, readonly EmploymentDocument[]>;
  /** Oldest first. */
  readonly insurances: DataLoader<string, readonly InsuranceDocument[]>;
}

/** Services and loaders of one request to labor. */
export interface LaborScope {
  readonly loaders: LaborLoaders;
  readonly people: PersonService;
  readonly employments: EmploymentService;
  readonly insurances: InsuranceService;
}

export type LaborContext = RequestContext<LaborScope>;

export function createLaborScope(base: ScopeBase): LaborScope {
  const employments = new EmploymentRepository(base.store);
  const insurances = new InsuranceRepository(base.store);
  const loaders: LaborLoaders = {
    employments: createListLoader(employments.collection, 'personId', { sort: { startedOn: -1, _id: -1 } }),
    insurances: createListLoader(insurances.collection, 'personId', { sort: { since: 1, _id: 1 } }),
  };
  return {
    loaders,
    people: new PersonService(base, loaders),
    employments: new EmploymentService(base, employments),
    insurances: new InsuranceService(base, insurances),
  };
}
