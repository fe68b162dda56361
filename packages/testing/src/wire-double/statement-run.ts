import type { Collection, Filter, Session } from '@hub/store';
import type { Stored } from './catalog.js';
import type { Database } from './database.js';
import type { Change } from './history.js';
import type { WireDocument } from './message.js';
import { isOperators, type Statement } from './statements.js';
import { WireError } from './wire-error.js';

/** What statements came to. */
export interface Tally {
  n: number;
  nModified: number;
  readonly upserted: { readonly index: number; readonly _id: string }[];
  readonly changes: Change[];
}

/** A statement that could not be carried out, and how many documents had been written until then. */
export class StatementFailure extends Error {
  constructor(
    readonly index: number,
    readonly written: number,
    options: { readonly cause: unknown },
  ) {
    super('A statement failed', options);
  }
}

export interface RunOptions {
  readonly database: Database;
  readonly collection: string;
  readonly session: Session;
  /** Stops after so many documents. */
  readonly budget?: number;
  /** Whether the tally need not say what became of each document, which is quicker. */
  readonly isUnwatched?: boolean;
}

/** Carries out statements inside an embedded transaction, document by document, and remembers what each was before. */
export class StatementRun {
  readonly tally: Tally = { n: 0, nModified: 0, upserted: [], changes: [] };
  #written = 0;

  constructor(private readonly options: RunOptions) {}

  /** @throws StatementFailure */
  async all(statements: readonly Statement[]): Promise<Tally> {
    for (const [index, statement] of statements.entries()) {
      try {
        await this.#one(statement, index);
      } catch (cause) {
        throw new StatementFailure(index, this.#written, { cause });
      }
      if (this.#isSpent) break;
    }
    return this.tally;
  }

  get #isSpent(): boolean {
    return this.#written >= (this.options.budget ?? Infinity);
  }

  get #items(): Collection<Stored> {
    return this.options.database.collection(this.options.collection);
  }

  async #one(statement: Statement, index: number): Promise<void> {
    const { session } = this.options;
    switch (statement.kind) {
      case 'insert':
        await this.#items.insertOne(statement.document, { session });
        this.#note(null, statement.document);
        this.tally.n++;
        return;
      case 'delete':
        return this.#delete(statement);
      case 'update': {
        const { filter, change, multi, upsert } = statement;
        if (!multi && this.options.isUnwatched === true && (isOperators(change) || '_id' in change))
          return this.#updateUnseen(statement, index);
        const found = await this.#find(filter, multi);
        for (const before of found) {
          if (this.#isSpent) return;
          await this.#update(before, change);
        }
        if (found.length === 0 && upsert) await this.#upsert(filter, change, index);
      }
    }
  }

  async #delete({ filter, multi }: Extract<Statement, { kind: 'delete' }>): Promise<void> {
    const { session } = this.options;
    if (multi && this.options.isUnwatched === true) {
      this.tally.n += (await this.#items.deleteMany(filter, { session })).deletedCount;
      this.#written++;
      return;
    }
    for (const before of await this.#find(filter, multi)) {
      if (this.#isSpent) return;
      await this.#items.deleteOne({ _id: before._id }, { session });
      this.#note(before, null);
      this.tally.n++;
    }
  }

  /** Nobody needs to know what the document was. */
  async #updateUnseen(
    { filter, change, upsert }: Extract<Statement, { kind: 'update' }>,
    index: number,
  ): Promise<void> {
    const options = { session: this.options.session, upsert };
    const { matchedCount, modifiedCount, upsertedId } = isOperators(change)
      ? await this.#items.updateOne(filter, change, options)
      : await this.#items.replaceOne(filter, change as Stored, options);
    this.#written++;
    this.tally.n += upsertedId === null ? matchedCount : 1;
    this.tally.nModified += modifiedCount;
    if (upsertedId !== null) this.tally.upserted.push({ index, _id: upsertedId });
  }

  async #update(before: Stored, change: WireDocument): Promise<void> {
    const { session } = this.options;
    const { _id } = before;
    const { modifiedCount } = isOperators(change)
      ? await this.#items.updateOne({ _id }, change, { session })
      : await this.#items.replaceOne(
          { _id },
          { ...change, _id: (change['_id'] as string | undefined) ?? _id },
          { session },
        );
    this.#note(before, await this.#items.findOne({ _id }, { session }));
    this.tally.n++;
    this.tally.nModified += modifiedCount;
  }

  async #upsert(filter: Filter, change: WireDocument, index: number): Promise<void> {
    const { session } = this.options;
    const options = { session, upsert: true };
    const { upsertedId } = isOperators(change)
      ? await this.#items.updateOne(filter, change, options)
      : await this.#items.replaceOne(filter, change as Stored, options);
    if (upsertedId === null) throw new WireError(8, 'The upsert found a document after all');
    this.#note(null, await this.#items.findOne({ _id: upsertedId }, { session }));
    this.tally.n++;
    this.tally.upserted.push({ index, _id: upsertedId });
  }

  async #find(filter: Filter, multi: boolean): Promise<readonly Stored[]> {
    const { session } = this.options;
    if (multi) return this.#items.find(filter, { session }).toArray();
    const found = await this.#items.findOne(filter, { session });
    return found === null ? [] : [found];
  }

  #note(before: Stored | null, after: Stored | null): void {
    const id = (before ?? after)?._id ?? '';
    this.tally.changes.push({ collection: this.options.collection, id, before, after });
    this.#written++;
  }
}
