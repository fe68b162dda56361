import type { Filter, Session } from '@hub/store';
import { calculateObjectSize } from 'bson';
import type { Stored } from './catalog.js';
import { checkFields, documentOf, documentsOf, flagOf, numberOf } from './command-fields.js';
import type { Database } from './database.js';
import type { Change } from './history.js';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

/** One write of an `insert`, `update` or `delete` command. */
export type Statement =
  | { readonly kind: 'insert'; readonly document: Stored }
  | {
      readonly kind: 'update';
      readonly filter: Filter;
      readonly change: WireDocument;
      readonly multi: boolean;
      readonly upsert: boolean;
    }
  | { readonly kind: 'delete'; readonly filter: Filter; readonly multi: boolean };

const maxDocumentBytes = 16 * 1024 * 1024;

/** @throws WireError for statements that a server would not take */
export function readStatements(command: WireDocument, name: 'insert' | 'update' | 'delete'): readonly Statement[] {
  const list = { insert: 'documents', update: 'updates', delete: 'deletes' }[name];
  checkFields(command, name, [list, 'ordered', 'bypassDocumentValidation']);
  const statements = documentsOf(command, list);
  if (statements.length === 0) throw new WireError(16, 'Write batch sizes must be between 1 and 100000');
  return statements.map((statement) => readers[name](statement));
}

const readers = {
  insert: (document: WireDocument): Statement => {
    if (calculateObjectSize(document) > maxDocumentBytes) {
      throw new WireError(2, `object to insert too large. max size: ${maxDocumentBytes}`);
    }
    return { kind: 'insert', document: document as Stored };
  },
  update: (statement: WireDocument): Statement => {
    checkFields(statement, 'updates', ['q', 'u', 'multi', 'upsert']);
    const change = documentOf(statement, 'u');
    const multi = flagOf(statement, 'multi');
    if (multi && !isOperators(change))
      throw new WireError(9, 'multi update is not supported for replacement-style update');
    return { kind: 'update', filter: documentOf(statement, 'q'), change, multi, upsert: flagOf(statement, 'upsert') };
  },
  delete: (statement: WireDocument): Statement => {
    checkFields(statement, 'deletes', ['q', 'limit']);
    const limit = numberOf(statement, 'limit');
    if (limit !== 0 && limit !== 1) throw new WireError(9, 'The limit field in delete objects must be 0 or 1');
    return { kind: 'delete', filter: documentOf(statement, 'q'), multi: limit === 0 };
  },
};

/** A whole document in the place of operators replaces. */
export function isOperators(change: WireDocument): boolean {
  return Object.keys(change).some((key) => key.startsWith('$'));
}

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

/** Carries out statements inside an embedded transaction, document by document, and remembers what each was before. */
export class StatementRun {
  readonly tally: Tally = { n: 0, nModified: 0, upserted: [], changes: [] };
  #written = 0;

  /** @param budget stops after so many documents */
  constructor(
    private readonly database: Database,
    private readonly collection: string,
    private readonly session: Session,
    private readonly budget = Infinity,
  ) {}

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
    return this.#written >= this.budget;
  }

  get #items() {
    return this.database.collection(this.collection);
  }

  async #one(statement: Statement, index: number): Promise<void> {
    const { session } = this;
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
    const { session } = this;
    if (multi && !this.database.history.isWatched) {
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

  async #update(before: Stored, change: WireDocument): Promise<void> {
    const { session } = this;
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
    const { session } = this;
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
    const { session } = this;
    if (multi) return this.#items.find(filter, { session }).toArray();
    const found = await this.#items.findOne(filter, { session });
    return found === null ? [] : [found];
  }

  #note(before: Stored | null, after: Stored | null): void {
    const id = (before ?? after)?._id ?? '';
    this.tally.changes.push({ collection: this.collection, id, before, after });
    this.#written++;
  }
}

/** Whether a statement may be sent again under one number: those that may touch many documents may not. */
export function isRetryable(statement: Statement): boolean {
  return statement.kind === 'insert' || !statement.multi;
}
