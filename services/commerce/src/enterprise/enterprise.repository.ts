import type { CalendarDate, CreditCode } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { EnterpriseKind } from './enterprise-kind.js';

/** 市场主体. `_id` is the unified social credit code, which stands for one body for ever. */
export interface EnterpriseDocument extends Document {
  readonly name: string;
  readonly kind: EnterpriseKind;
  /** County, township or village: 6, 9 or 12 digits. */
  readonly regionCode: string;
  readonly establishedOn: CalendarDate;
  /** The first day that no longer counts. */
  readonly closedOn?: CalendarDate;
  readonly operatorId?: string;
  readonly warnings: CreditCode['warnings'];
  readonly updatedAt: Date;
}

export const enterpriseCollection = defineCollection<EnterpriseDocument>({
  name: 'enterprises',
  indexes: [{ key: { operatorId: 1, establishedOn: 1 } }],
  shardKey: { _id: 1 },
});

export class EnterpriseRepository {
  readonly collection: Collection<EnterpriseDocument>;

  constructor(store: Store) {
    this.collection = store.collection(enterpriseCollection);
  }

  find(code: string, session: Session): Promise<EnterpriseDocument | null> {
    return this.collection.findOne({ _id: code }, { session });
  }

  async insert(enterprise: EnterpriseDocument, session: Session): Promise<void> {
    await this.collection.insertOne(enterprise, { session });
  }

  async close(
    code: string,
    closing: Required<Pick<EnterpriseDocument, 'closedOn' | 'updatedAt'>>,
    session: Session,
  ): Promise<void> {
    await this.collection.updateOne({ _id: code }, { $set: closing }, { session });
  }
}
