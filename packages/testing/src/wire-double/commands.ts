import { Binary } from 'bson';
import type { CommandContext } from './command-context.js';
import { checkFields, isDocument, numberOf } from './command-fields.js';
import type { WireDocument } from './message.js';
import { createCollection, createIndexes, dropIndexes, listCollections, listIndexes } from './index-commands.js';
import { aggregate, count, find } from './read-commands.js';
import { WireError } from './wire-error.js';
import { findAndModify, runWrite } from './write-commands.js';

type Handler = (command: WireDocument, context: CommandContext) => WireDocument | Promise<WireDocument>;

/** Every command on documents and indexes that the double knows. */
const handlers: Readonly<Record<string, Handler>> = {
  find,
  count,
  aggregate,
  insert: (command, context) => runWrite('insert', command, context),
  update: (command, context) => runWrite('update', command, context),
  delete: (command, context) => runWrite('delete', command, context),
  findAndModify,
  create: createCollection,
  createIndexes,
  dropIndexes,
  listIndexes,
  listCollections,
  getMore: (command, { cursors }) => {
    checkFields(command, 'getMore', ['collection', 'batchSize']);
    return cursors.more(numberOf(command, 'getMore') ?? 0, numberOf(command, 'batchSize'));
  },
  killCursors: (command, { cursors }) => {
    checkFields(command, 'killCursors', ['cursors']);
    const ids: unknown = command['cursors'];
    return cursors.kill(Array.isArray(ids) ? ids.map(Number) : []);
  },
};

/** What a transaction may hold. */
const inTransactions = new Set([
  'find',
  'getMore',
  'killCursors',
  'aggregate',
  'count',
  'insert',
  'update',
  'delete',
  'findAndModify',
  'create',
  'createIndexes',
]);

const writes = new Set(['insert', 'update', 'delete', 'findAndModify']);

/** @throws WireError for what the double, or any server, would not do */
export async function runCommand(name: string, command: WireDocument, context: CommandContext): Promise<WireDocument> {
  const handler = handlers[name];
  if (handler === undefined) throw new WireError(59, `no such command: '${name}'`);
  const { ask, transaction } = context;
  if (ask.isInTransaction) {
    if (!inTransactions.has(name)) {
      throw new WireError(263, `Cannot run '${name}' in a multi-document transaction.`);
    }
    if (command['writeConcern'] !== undefined) {
      throw new WireError(72, 'writeConcern is not allowed within a multi-statement transaction');
    }
    if (command['readConcern'] !== undefined && !ask.startsTransaction) {
      throw new WireError(72, 'Only the first command in a transaction may specify a readConcern');
    }
    if (transaction === undefined) throw new WireError(251, 'The transaction is not open');
  } else if (ask.number !== undefined && !writes.has(name)) {
    throw new WireError(50768, `txnNumber may only be given to commands that may be retried, not to ${name}`);
  }
  return handler(command, context);
}

/** The sessions that `endSessions` names. */
export function sessionIds(list: unknown): readonly string[] {
  const sessions: readonly unknown[] = Array.isArray(list) ? list : [];
  return sessions.flatMap((session) => {
    const id = isDocument(session) ? session['id'] : undefined;
    return id instanceof Binary ? [Buffer.from(id.buffer).toString('hex')] : [];
  });
}
