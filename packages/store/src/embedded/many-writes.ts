import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.js';
import type { Outcome } from './outcome.js';

/** One operation of a bulk, as the writes of single documents it comes to. */
export type Step = (connection: Connection) => Iterable<() => Outcome>;

export interface Totals {
  inserted: number;
  matched: number;
  modified: number;
  deleted: number;
  upserted: number;
}

export interface ManyOptions {
  readonly ordered: boolean;
  /** The first failure ends everything: the caller rolls back. */
  readonly atomic: boolean;
  readonly isSingleStatement: boolean;
}

/** Others have the event loop after this many documents. */
const turnLength = 200;

/**
 * Runs the steps inside an open transaction. Unless it is to be atomic, what succeeded stays and the first failure is handed
 * back, to be thrown after the commit.
 */
export async function writeMany(
  connection: Connection,
  steps: readonly Step[],
  { ordered, atomic, isSingleStatement }: ManyOptions,
): Promise<{ readonly totals: Totals; readonly failure?: { readonly cause: unknown } }> {
  const totals: Totals = { inserted: 0, matched: 0, modified: 0, deleted: 0, upserted: 0 };
  const needsSavepoint = !atomic && !isSingleStatement;
  let failure: { readonly cause: unknown } | undefined;
  let written = 0;
  for (const step of steps) {
    try {
      for (const write of step(connection)) {
        add(totals, needsSavepoint ? connection.savepoint(write) : write());
        if (++written % turnLength === 0) await nextTurn();
      }
    } catch (error) {
      if (atomic || !connection.isTransaction) throw error;
      failure ??= { cause: error };
      if (ordered) break;
    }
  }
  return failure === undefined ? { totals } : { totals, failure };
}

function add(totals: Totals, outcome: Outcome): void {
  totals.inserted += outcome.inserted;
  totals.matched += outcome.matched;
  totals.modified += outcome.modified;
  totals.deleted += outcome.deleted;
  if (outcome.upsertedId !== null) totals.upserted++;
}
