import type { Collection, Document, FindCursor, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/**
 * UNREGISTERED: a department keeps a record of somebody who never registered here. MERGED is reserved for reversible
 * merges of double records.
 */
export const personStatuses = ['UNREGISTERED', 'ACTIVE', 'LEFT', 'LOCALISED', 'DECEASED', 'MERGED'] as const;
export type PersonStatus = (typeof personStatuses)[number];

/** Number, name, phone and birth date stand in `identity` alone, sealed. */
export interface PersonDocument extends Document {
  readonly status: PersonStatus;
  readonly matchKey: string;
  readonly identity: string;
  readonly hukouRegionCode?: string;
  /**
   * The year in which a child may begin school, as long as that lies ahead: all that is kept of a birth date outside the
   * cipher (class S). Absent of others, and where no birth date is known.
   */
  readonly intakeYear?: number;
  /** How often `takeTurn` was called; tells nothing else. */
  readonly turns?: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const personCollection = defineCollection<PersonDocument>({
  name: 'persons',
  indexes: [{ key: { matchKey: 1 }, unique: true }, { key: { intakeYear: 1 } }],
  shardKey: { matchKey: 1 },
});

export class PersonRepository {
  readonly collection: Collection<PersonDocument>;

  constructor(store: Store) {
    this.collection = store.collection(personCollection);
  }

  findByMatchKey(matchKey: string, session?: Session): Promise<PersonDocument | null> {
    return this.collection.findOne({ matchKey }, session === undefined ? {} : { session });
  }

  async listByMatchKeys(matchKeys: readonly string[]): Promise<readonly PersonDocument[]> {
    return matchKeys.length === 0 ? [] : this.collection.find({ matchKey: { $in: matchKeys } }).toArray();
  }

  async listByIds(personIds: readonly string[]): Promise<readonly PersonDocument[]> {
    return personIds.length === 0 ? [] : this.collection.find({ _id: { $in: personIds } }).toArray();
  }

  /** People who may begin school in a year; go through it one by one. */
  findCohort(intakeYear: number): FindCursor<PersonDocument> {
    return this.collection.find({ intakeYear });
  }

  async insert(person: PersonDocument, session: Session): Promise<void> {
    await this.collection.insertOne(person, { session });
  }

  /** Stores people whose numbers are not known yet and gives the stored ones, ours or those that somebody stored first. */
  async insertMissing(people: readonly PersonDocument[]): Promise<readonly PersonDocument[]> {
    if (people.length === 0) return [];
    await this.collection.bulkWrite(
      people.map((person) => ({
        updateOne: { filter: { matchKey: person.matchKey }, update: { $setOnInsert: { ...person } }, upsert: true },
      })),
      { atomic: true },
    );
    return this.listByMatchKeys(people.map(({ matchKey }) => matchKey));
  }

  /**
   * Makes transactions about one person wait for each other, where they read what the other writes: MongoDB's snapshots
   * would let both pass.
   */
  async takeTurn(personId: string, session: Session): Promise<void> {
    await this.collection.updateOne({ _id: personId }, { $inc: { turns: 1 } }, { session });
  }

  async update(personId: string, changes: Partial<PersonDocument>, session: Session): Promise<void> {
    await this.collection.updateOne({ _id: personId }, { $set: changes }, { session });
  }
}
