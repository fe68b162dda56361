import type { Session } from '@hub/store';
import type { Database } from './database.js';
import type { OpenWork } from './history.js';
import type { WireDocument } from './message.js';
import { StatementFailure, StatementRun, type Tally } from './statement-run.js';
import type { Statement } from './statements.js';
import { asWireError, codeNameOf, WireError } from './wire-error.js';

export interface BatchOptions {
  readonly database: Database;
  readonly collection: string;
  readonly statements: readonly Statement[];
  readonly ordered: boolean;
  /** Keeps the answer together with what was written. */
  readonly remember: ((reply: WireDocument, session: Session) => Promise<void>) | undefined;
  readonly maxTimeMs: number | undefined;
}

/** A document of the batch is being changed by an open transaction. */
class Held extends Error {
  constructor(readonly holder: OpenWork) {
    super('Held by a transaction');
  }
}

/** The longest that a write waits for transactions of others: as long as one may be open. */
const longestWaitMs = 60_000;

/**
 * A write command outside transactions: in order, what came before a failure stays; else all that can be done is done. A document
 * that an open transaction has changed is waited for.
 */
export class BatchWrite {
  readonly #options: BatchOptions;
  readonly #tally: Tally = { n: 0, nModified: 0, upserted: [], changes: [] };
  readonly #writeErrors: WireDocument[] = [];
  #next = 0;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  /** @throws WireError MaxTimeMSExpired when a transaction keeps a document for longer */
  async run(): Promise<WireDocument> {
    const { database, statements, maxTimeMs = longestWaitMs } = this.#options;
    const deadline = performance.now() + maxTimeMs;
    while (this.#next < statements.length) {
      const holder = await database.inTurn(() => this.#segment());
      if (holder !== undefined) await waitFor(holder.ended, deadline - performance.now());
    }
    return this.#reply();
  }

  /** Goes on until all is done, until something fails, or until a transaction stands in the way. */
  async #segment(): Promise<OpenWork | undefined> {
    try {
      await this.#write(Infinity);
      this.#next = this.#options.statements.length;
      return undefined;
    } catch (error) {
      if (error instanceof Held) return error.holder;
      if (!(error instanceof StatementFailure)) throw error;
      // What the failed attempt had done is undone with it, so it is done again up to there.
      if (error.written > 0) await this.#write(error.written);
      await this.#fail(error);
      return undefined;
    }
  }

  async #write(budget: number): Promise<void> {
    const { database, collection, statements, remember } = this.#options;
    const tally = await database.keep(async (session) => {
      const isUnwatched = !database.history.isWatched;
      const run = new StatementRun({ database, collection, session, budget, isUnwatched });
      const done = await run.all(statements.slice(this.#next));
      const holder = database.history.holderOf(done.changes);
      if (holder !== undefined) throw new Held(holder);
      if (budget === Infinity) await remember?.(this.#reply(done), session);
      return done;
    });
    database.history.commit(tally.changes);
    add(this.#tally, tally, this.#next);
  }

  async #fail(failure: StatementFailure): Promise<void> {
    const { database, collection, statements, ordered, remember } = this.#options;
    const index = this.#next + failure.index;
    this.#writeErrors.push(writeError(failure, index, database, collection));
    this.#next = ordered ? statements.length : index + 1;
    if (this.#next < statements.length) return;
    if (remember !== undefined) await database.keep((session) => remember(this.#reply(), session));
  }

  #reply(last?: Tally): WireDocument {
    const tally = { ...this.#tally, upserted: [...this.#tally.upserted] };
    if (last !== undefined) add(tally, last, this.#next);
    return replyOf(this.#options.statements, tally, this.#writeErrors);
  }
}

export function replyOf(
  statements: readonly Statement[],
  { n, nModified, upserted }: Tally,
  writeErrors: readonly WireDocument[],
): WireDocument {
  return {
    n,
    ...(statements[0]?.kind === 'update' && { nModified }),
    ...(upserted.length > 0 && { upserted }),
    ...(writeErrors.length > 0 && { writeErrors }),
    ok: 1,
  };
}

export function writeError(
  failure: StatementFailure,
  index: number,
  database: Database,
  collection: string,
): WireDocument {
  const { code, message, details } = wireErrorOf(failure.cause, database, collection);
  return { index, code, codeName: codeNameOf(code), errmsg: message, ...details };
}

/** In the server's words, with the name that the index was given there. */
export function wireErrorOf(error: unknown, database: Database, collection: string): WireError {
  return asWireError(error, `${database.name}.${collection}`, (pattern) => {
    const indexes = database.entry(collection)?.indexes ?? [];
    return indexes.find(({ key }) => nameOf(key) === pattern)?.name ?? pattern;
  });
}

function nameOf(key: Readonly<Record<string, unknown>>): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');
}

function add(total: Tally, part: Tally, offset: number): void {
  total.n += part.n;
  total.nModified += part.nModified;
  total.upserted.push(...part.upserted.map(({ index, _id }) => ({ index: index + offset, _id })));
}

async function waitFor(ended: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new WireError(50, 'operation exceeded time limit')), Math.max(0, ms));
  });
  try {
    await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
