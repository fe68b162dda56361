import type { HolidayYear } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** 节假日安排: the holidays of one year of a jurisdiction, as they were last loaded; `_id` is `CN-2027`. */
export interface HolidayYearDocument extends Document, HolidayYear {
  /** `CN`, or a division with days of its own, such as `CN-45`. */
  readonly jurisdiction: string;
  /** From the data of a release, which a later release may correct; or loaded, which no release changes. */
  readonly source: 'RELEASE' | 'LOADED';
  /** 1, 2, 3 …: grows when a corrected notice is loaded. */
  readonly revision: number;
  readonly loadedAt: Date;
  /** Client that loaded it. */
  readonly loadedBy?: string;
}

export const holidayYearCollection = defineCollection<HolidayYearDocument>({
  name: 'holidayYears',
  indexes: [{ key: { jurisdiction: 1, year: 1 } }],
  shardKey: { _id: 1 },
});

/** The country whose notices every other jurisdiction follows where it has none of its own. */
export const nation = 'CN';

export function holidayYearId(jurisdiction: string, year: number): string {
  return `${jurisdiction}-${String(year)}`;
}

/** Two centuries of a few jurisdictions. */
const most = 5_000;

export class HolidayYearRepository {
  readonly #rows: Collection<HolidayYearDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(holidayYearCollection);
  }

  list(jurisdictions: readonly string[]): Promise<HolidayYearDocument[]> {
    const filter = { jurisdiction: { $in: [...jurisdictions] } };
    return this.#rows.find(filter, { sort: { year: 1 }, limit: most }).toArray();
  }

  listAll(): Promise<HolidayYearDocument[]> {
    return this.#rows.find({}, { sort: { _id: 1 }, limit: most }).toArray();
  }

  find(id: string, session: Session): Promise<HolidayYearDocument | null> {
    return this.#rows.findOne({ _id: id }, { session });
  }

  async replace(row: HolidayYearDocument, session: Session): Promise<void> {
    await this.#rows.replaceOne({ _id: row._id }, row, { session, upsert: true });
  }
}
