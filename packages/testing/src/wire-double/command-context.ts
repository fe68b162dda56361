import type { Cursors } from './cursors.js';
import type { Database } from './database.js';
import type { Ask, Sessions } from './sessions.js';
import type { Transaction } from './transaction.js';

/** What a command is carried out on. */
export interface CommandContext {
  readonly database: Database;
  /** The transaction it is part of. */
  readonly transaction: Transaction | undefined;
  readonly ask: Ask;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
}
