import type { Store } from '@hub/store';
import { insertInBatches } from '@hub/subgraph';
import type { EnrolmentDocument } from './enrolment/enrolment.repository.js';
import { enrolmentCollection } from './enrolment/enrolment.repository.js';
import type { SchoolDocument } from './school/school.repository.js';
import { schoolCollection } from './school/school.repository.js';

/** Records to take over; children come by their id. */
export interface EducationIntake {
  readonly schools: readonly SchoolDocument[];
  readonly enrolments: readonly EnrolmentDocument[];
}

/** Fills the register from an older system; the unique indexes keep the rules. */
export async function intakeEducation(store: Store, { schools, enrolments }: EducationIntake): Promise<void> {
  await insertInBatches(store, schoolCollection, schools);
  await insertInBatches(store, enrolmentCollection, enrolments);
}
