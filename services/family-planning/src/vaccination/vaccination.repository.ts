import type { CalendarDate } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

export type VaccinationStatus = 'UP_TO_DATE' | 'DUE' | 'OVERDUE';

/**
 * 预防接种: one record per child, the latest, which replaces the one before: no answer needs that. What a report was answered
 * with stays for 30 days under its idempotency key. Vaccines, dates and reasons stay in the clinic's own system.
 */
export interface VaccinationDocument extends Document {
  readonly personId: string;
  readonly status: VaccinationStatus;
  /** Day on which the status was so. */
  readonly asOf: CalendarDate;
  readonly updatedAt: Date;
}

export const vaccinationCollection = defineCollection<VaccinationDocument>({
  name: 'vaccination_records',
  indexes: [{ key: { personId: 1 }, unique: true }],
  shardKey: { personId: 1 },
});

export class VaccinationRepository {
  readonly collection: Collection<VaccinationDocument>;

  constructor(store: Store) {
    this.collection = store.collection(vaccinationCollection);
  }

  findOf(personId: string, session: Session): Promise<VaccinationDocument | null> {
    return this.collection.findOne({ personId }, { session });
  }

  async insert(record: VaccinationDocument, session: Session): Promise<void> {
    await this.collection.insertOne(record, { session });
  }

  async replace(
    recordId: string,
    changes: Pick<VaccinationDocument, 'status' | 'asOf' | 'updatedAt'>,
    session: Session,
  ): Promise<void> {
    await this.collection.updateOne({ _id: recordId }, { $set: changes }, { session });
  }
}
