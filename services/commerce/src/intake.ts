import type { Store } from '@hub/store';
import { insertInBatches } from '@hub/subgraph';
import type { EnterpriseDocument } from './enterprise/enterprise.repository.js';
import { enterpriseCollection } from './enterprise/enterprise.repository.js';

/** Records to take over from an older system. Operators come by their hub ids, from police. */
export interface CommerceIntake {
  readonly enterprises: readonly EnterpriseDocument[];
}

/** Fills the register from an older system; a code stands once. */
export async function intakeCommerce(store: Store, { enterprises }: CommerceIntake): Promise<void> {
  await insertInBatches(store, enterpriseCollection, enterprises);
}
