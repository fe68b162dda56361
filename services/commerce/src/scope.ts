import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createDocumentLoader, createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import type { EnterpriseDocument } from './enterprise/enterprise.repository.js';
import { EnterpriseRepository } from './enterprise/enterprise.repository.js';
import { EnterpriseService } from './enterprise/enterprise.service.js';
import { PersonService } from './person/person.service.js';

/** What commerce reads of many people or enterprises at once; made per request. */
export interface CommerceLoaders {
  /** By credit code. */
  readonly enterprise: DataLoader<string, EnterpriseDocument | undefined>;
  /** By operator, oldest first. */
  readonly operated: DataLoader<string, readonly EnterpriseDocument[]>;
}

/** Services and loaders of one request to commerce. */
export interface CommerceScope {
  readonly people: PersonService;
  readonly enterprises: EnterpriseService;
}

export type CommerceContext = RequestContext<CommerceScope>;

export function createCommerceScope(base: ScopeBase): CommerceScope {
  const enterprises = new EnterpriseRepository(base.store);
  const loaders: CommerceLoaders = {
    enterprise: createDocumentLoader(enterprises.collection),
    operated: createListLoader(enterprises.collection, 'operatorId', { sort: { establishedOn: 1, _id: 1 } }),
  };
  return {
    people: new PersonService(base, loaders),
    enterprises: new EnterpriseService(base, enterprises, loaders),
  };
}
