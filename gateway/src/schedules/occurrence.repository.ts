import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** OPEN: to be run, or running. DONE, SKIPPED (with the reason) and FAILED (alarmed, can be opened again) are final. */
export type OccurrenceState = 'OPEN' | 'DONE' | 'SKIPPED' | 'FAILED';

/** What came of an occurrence, in numbers. */
export interface OccurrenceCounts {
  /** Rows that were reported. */
  readonly rows: number;
  /** Bulletins that were issued. */
  readonly issued: number;
  /** Rows that say what the last bulletin of theirs said, and were not told again. */
  readonly unchanged: number;
}

/** One due instant of a schedule. `_id` is `<code>|<due instant>`, so that no instant has two. */
export interface OccurrenceDocument extends Document {
  readonly schedule: string;
  /** What the cron expression said; the week or month that the occurrence is about. */
  readonly cronInstant: Date;
  readonly dueAt: Date;
  readonly state: OccurrenceState;
  /** Why it was skipped: `MISSED`. */
  readonly reason?: string;
  readonly attempts: number;
  /** True time: when the next attempt may begin; while one runs, the end of its lease. */
  readonly nextAttemptAt: Date;
  /** Grows with every claim: only whoever holds the last one writes. */
  readonly claimNo: number;
  readonly counts?: OccurrenceCounts;
  /** Code of the last failure; what went wrong underneath is in the log. */
  readonly error?: string;
  /** True time. */
  readonly finishedAt?: Date;
}

export const occurrenceCollection = defineCollection<OccurrenceDocument>({
  name: 'occurrences',
  indexes: [
    { key: { schedule: 1, dueAt: 1 } },
    { key: { nextAttemptAt: 1 }, partialFilterExpression: { state: 'OPEN' } },
    { key: { schedule: 1, dueAt: 1, state: 1 }, partialFilterExpression: { state: 'OPEN' } },
    { key: { state: 1, _id: 1 } },
  ],
  shardKey: { _id: 1 },
});

export function occurrenceId(code: string, dueAt: Date): string {
  return `${code}|${dueAt.toISOString()}`;
}

/** A claim that somebody else has taken over: what its holder still does must come to nothing. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

const claimable = 100;

export class OccurrenceRepository {
  readonly #rows: Collection<OccurrenceDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(occurrenceCollection);
  }

  /** States of those that exist already. */
  async listStates(ids: readonly string[], session: Session): Promise<ReadonlyMap<string, OccurrenceState>> {
    const found = await this.#rows.find({ _id: { $in: [...ids] } }, { session, projection: { state: 1 } }).toArray();
    return new Map(found.map(({ _id, state }) => [_id, state]));
  }

  async insert(occurrences: readonly OccurrenceDocument[], session: Session): Promise<void> {
    if (occurrences.length > 0) await this.#rows.insertMany(occurrences, { session });
  }

  /** Opens what was skipped and has not run. */
  async openSkipped(ids: readonly string[], nextAttemptAt: Date, session: Session): Promise<void> {
    if (ids.length === 0) return;
    await this.#rows.updateMany(
      { _id: { $in: [...ids] }, state: 'SKIPPED' },
      { $set: { state: 'OPEN', nextAttemptAt }, $unset: { reason: '', finishedAt: '' } },
      { session },
    );
  }

  /** Codes of schedules of which an occurrence can be claimed now. */
  async listClaimableSchedules(now: Date): Promise<readonly string[]> {
    const open = await this.#rows
      .find({ state: 'OPEN', nextAttemptAt: { $lte: now } }, { limit: claimable, projection: { schedule: 1 } })
      .toArray();
    return [...new Set(open.map(({ schedule }) => schedule))];
  }

  /**
   * Claims the earliest open occurrence of a schedule. While that one is claimed or waits, the later ones wait too: what
   * is told follows the order of the due instants.
   */
  async claimFirst(code: string, now: Date, leaseUntil: Date): Promise<OccurrenceDocument | null> {
    const first = await this.#rows.findOne({ schedule: code, state: 'OPEN' }, { sort: { dueAt: 1 } });
    if (first === null || first.nextAttemptAt > now) return null;
    return this.#rows.findOneAndUpdate(
      { _id: first._id, claimNo: first.claimNo, state: 'OPEN', nextAttemptAt: { $lte: now } },
      { $set: { nextAttemptAt: leaseUntil }, $inc: { claimNo: 1, attempts: 1 } },
      { returnDocument: 'after' },
    );
  }

  /** @throws ClaimLost when the occurrence was claimed anew meanwhile */
  async change(
    { _id, claimNo }: OccurrenceDocument,
    values: Partial<Omit<OccurrenceDocument, '_id' | 'claimNo'>>,
    session?: Session,
  ): Promise<void> {
    const { matchedCount } = await this.#rows.updateOne(
      { _id, claimNo, state: 'OPEN' },
      { $set: values },
      session === undefined ? {} : { session },
    );
    if (matchedCount === 0) throw new ClaimLost(`The occurrence ${_id} was claimed by another`);
  }

  findLast(code: string): Promise<OccurrenceDocument | null> {
    return this.#rows.findOne({ schedule: code }, { sort: { dueAt: -1 } });
  }

  findLastDoneBefore(code: string, dueAt: Date): Promise<OccurrenceDocument | null> {
    return this.#rows.findOne({ schedule: code, state: 'DONE', dueAt: { $lt: dueAt } }, { sort: { dueAt: -1 } });
  }

  find(id: string): Promise<OccurrenceDocument | null> {
    return this.#rows.findOne({ _id: id });
  }

  list(code: string): Promise<OccurrenceDocument[]> {
    return this.#rows.find({ schedule: code }, { sort: { dueAt: 1 } }).toArray();
  }

  /** Lets what failed for one reason be tried now, when that reason is gone. */
  async hasten(error: string, now: Date): Promise<void> {
    await this.#rows.updateMany({ state: 'OPEN', error }, { $set: { nextAttemptAt: now } });
  }

  /** @returns whether it had failed and is open again */
  async reopen(id: string, now: Date): Promise<boolean> {
    const { matchedCount } = await this.#rows.updateOne(
      { _id: id, state: 'FAILED' },
      { $set: { state: 'OPEN', attempts: 0, nextAttemptAt: now }, $unset: { finishedAt: '', error: '' } },
    );
    return matchedCount === 1;
  }
}
