import type { BulkOperation, Session } from '@hub/store';
import type { Stored } from './catalog.js';
import type { Database } from './database.js';

/** What a write did to one document; null where there was none, or is none any more. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly before: Stored | null;
  readonly after: Stored | null;
}

/** A transaction as far as others meet it. */
export interface OpenWork {
  /** The number of commits when it began: what it sees, and what it must not overwrite. */
  readonly snapshot: number;
  readonly changes: readonly Change[];
  /** Resolves when it was committed or undone. */
  readonly ended: Promise<void>;
}

interface Commit {
  readonly number: number;
  readonly changes: readonly Change[];
}

/** What was committed while transactions are open, and what those have done: enough to see the past, and to see conflicts. */
export class History {
  readonly #open = new Set<OpenWork>();
  #commits: Commit[] = [];
  #count = 0;

  get now(): number {
    return this.#count;
  }

  /** Whether anybody needs to know what a write does. */
  get isWatched(): boolean {
    return this.#open.size > 0;
  }

  begin(work: OpenWork): void {
    this.#open.add(work);
  }

  end(work: OpenWork): void {
    this.#open.delete(work);
    if (this.#open.size === 0) this.#commits = [];
  }

  commit(changes: readonly Change[]): void {
    this.#count++;
    if (this.isWatched && changes.length > 0) this.#commits.push({ number: this.#count, changes });
  }

  /** What others committed after `snapshot`, latest first. */
  since(snapshot: number): readonly Change[] {
    return this.#commits
      .filter(({ number }) => number > snapshot)
      .flatMap(({ changes }) => changes)
      .reverse();
  }

  /** Whether something committed after `snapshot` touched one of the documents. */
  isOutdated(snapshot: number, changes: readonly Change[]): boolean {
    return meet(this.since(snapshot), changes);
  }

  /** An open transaction that has changed one of the documents. */
  holderOf(changes: readonly Change[], except?: OpenWork): OpenWork | undefined {
    return [...this.#open].find((work) => work !== except && meet(work.changes, changes));
  }
}

function meet(some: readonly Change[], others: readonly Change[]): boolean {
  if (some.length === 0 || others.length === 0) return false;
  const keys = new Set(some.map(keyOf));
  return others.some((change) => keys.has(keyOf(change)));
}

function keyOf({ collection, id }: Change): string {
  return `${collection}/${id}`;
}

/** Makes changes again in the order they were made, or `backwards` undoes changes that are given latest first. */
export async function replay(
  database: Database,
  session: Session,
  changes: readonly Change[],
  direction: 'forwards' | 'backwards',
): Promise<void> {
  let start = 0;
  while (start < changes.length) {
    const collection = changes[start]?.collection ?? '';
    let end = start;
    while (changes[end]?.collection === collection) end++;
    const operations = changes
      .slice(start, end)
      .map(({ id, before, after }) => put(id, direction === 'forwards' ? after : before));
    await database.collection(collection).bulkWrite(operations, { session });
    start = end;
  }
}

function put(id: string, document: Stored | null): BulkOperation<Stored> {
  if (document === null) return { deleteOne: { filter: { _id: id } } };
  return { replaceOne: { filter: { _id: id }, replacement: document, upsert: true } };
}
