import type { Store } from '@hub/store';
import { insertInBatches } from '@hub/subgraph';
import type { EmploymentDocument } from './employment/employment.repository.js';
import { employmentCollection, statusOf } from './employment/employment.repository.js';
import type { InsuranceDocument } from './insurance/insurance.repository.js';
import { insuranceCollection } from './insurance/insurance.repository.js';

/** Records to take over from an older system. People come by their hub ids, from police. */
export interface LaborIntake {
  /** Whether an employment is in force follows from `endedOn`. */
  readonly employments: readonly Omit<EmploymentDocument, 'status'>[];
  readonly insurances: readonly InsuranceDocument[];
}

/** Fills the register from an older system; the unique indexes keep the rules. */
export async function intakeLabor(store: Store, { employments, insurances }: LaborIntake): Promise<void> {
  const stated = employments.map((employment) => ({ ...employment, status: statusOf(employment) }));
  await insertInBatches(store, employmentCollection, stated);
  await insertInBatches(store, insuranceCollection, insurances);
}
