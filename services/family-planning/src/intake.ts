import type { Store } from '@hub/store';
import { insertInBatches } from '@hub/subgraph';
import type { VaccinationDocument } from './vaccination/vaccination.repository.js';
import { vaccinationCollection } from './vaccination/vaccination.repository.js';

/** Records to take over; children come by their id. */
export interface FamilyPlanningIntake {
  /** In any order; of several about one child the latest stands. */
  readonly vaccinations: readonly VaccinationDocument[];
}

/** Fills the register from an older system. */
export async function intakeFamilyPlanning(store: Store, { vaccinations }: FamilyPlanningIntake): Promise<void> {
  const latest = new Map<string, VaccinationDocument>();
  for (const record of vaccinations) {
    const standing = latest.get(record.personId);
    if (standing === undefined || standing.asOf <= record.asOf) latest.set(record.personId, record);
  }
  await insertInBatches(store, vaccinationCollection, [...latest.values()]);
}
