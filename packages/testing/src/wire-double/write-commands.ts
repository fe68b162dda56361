import type { Filter, Session, SortOrder } from '@hub/store';
import { type BatchOptions, BatchWrite, replyOf, wireErrorOf, writeError } from './batch-write.js';
import { checkFields, documentOf, flagOf, numberOf, textOf } from './command-fields.js';
import type { CommandContext } from './command-context.js';
import type { WireDocument } from './message.js';
import { StatementFailure, StatementRun } from './statement-run.js';
import { isRetryable, readStatements, type Statement } from './statements.js';
import { WireError } from './wire-error.js';

/** `insert`, `update` and `delete`. */
export async function runWrite(
  name: 'insert' | 'update' | 'delete',
  command: WireDocument,
  context: CommandContext,
): Promise<WireDocument> {
  const statements = readStatements(command, name);
  const collection = textOf(command, name);
  const { database } = context;
  const ordered = command['ordered'] !== false;
  if (context.transaction !== undefined) return writeInTransaction(statements, collection, context);
  return once(context, statements, async (remember) => {
    if (name !== 'delete') await database.inTurn(() => database.makeCollection(collection));
    const maxTimeMs = numberOf(command, 'maxTimeMS');
    return database.entry(collection) === undefined
      ? { n: 0, ok: 1 }
      : new BatchWrite({ database, collection, statements, ordered, remember, maxTimeMs }).run();
  });
}

/** A retryable write that comes again gets the answer it got the first time, and does nothing. */
async function once(
  { database, ask, sessions }: CommandContext,
  statements: readonly Statement[],
  work: (remember: BatchOptions['remember']) => Promise<WireDocument>,
): Promise<WireDocument> {
  if (ask.number === undefined) return work(undefined);
  if (!statements.every(isRetryable)) {
    throw new WireError(72, 'Cannot use retryable writes with multi=true or limit=0');
  }
  const known = await sessions.recall(database, ask);
  return known ?? work((reply, session) => sessions.remember(database, ask, reply, session));
}

async function writeInTransaction(
  statements: readonly Statement[],
  collection: string,
  { database, transaction }: CommandContext,
): Promise<WireDocument> {
  try {
    return await database.inTurn(async () => {
      await database.makeCollection(collection);
      const tally = await transaction?.write((session) =>
        new StatementRun({ database, collection, session }).all(statements),
      );
      if (tally === undefined) throw new WireError(251, 'No transaction');
      return replyOf(statements, tally, []);
    });
  } catch (error) {
    if (!(error instanceof StatementFailure)) throw error;
    transaction?.end();
    const { index } = error;
    return { n: index, writeErrors: [writeError(error, index, database, collection)], ok: 1 };
  }
}

/** `findAndModify`: changes or removes the first of an order, and gives it. */
export async function findAndModify(command: WireDocument, context: CommandContext): Promise<WireDocument> {
  checkFields(command, 'findAndModify', ['query', 'sort', 'update', 'remove', 'new', 'upsert']);
  const collection = textOf(command, 'findAndModify');
  const query = documentOf(command, 'query') as Filter;
  const sort = command['sort'] === undefined ? undefined : (documentOf(command, 'sort') as SortOrder);
  const { database, transaction, ask, sessions } = context;
  const statementFor = (filter: Filter): Statement =>
    flagOf(command, 'remove')
      ? { kind: 'delete', filter, multi: false }
      : {
          kind: 'update',
          filter,
          change: documentOf(command, 'update'),
          multi: false,
          upsert: flagOf(command, 'upsert'),
        };
  const known = ask.number === undefined || transaction ? undefined : await sessions.recall(database, ask);
  if (known !== undefined) return known;

  const step = async (session: Session) => {
    const items = database.collection(collection);
    const found = await items.findOne(query, { session, ...(sort !== undefined && { sort }) });
    const statement = statementFor(found === null ? query : { _id: found._id });
    return new StatementRun({ database, collection, session }).all([statement]);
  };
  return database
    .inTurn(async () => {
      await database.makeCollection(collection);
      if (transaction !== undefined) return answer(command, await transaction.write(step));
      const { tally, reply } = await database.keep(async (session) => {
        const done = await step(session);
        if (database.history.holderOf(done.changes) !== undefined) throw new WireError(112, 'Write conflict');
        const first = answer(command, done);
        if (ask.number !== undefined) await sessions.remember(database, ask, first, session);
        return { tally: done, reply: first };
      });
      database.history.commit(tally.changes);
      return reply;
    })
    .catch((error: unknown) => {
      throw wireErrorOf(error instanceof StatementFailure ? error.cause : error, database, collection);
    });
}

function answer(command: WireDocument, tally: Awaited<ReturnType<StatementRun['all']>>): WireDocument {
  const [change] = tally.changes;
  const [upserted] = tally.upserted;
  return {
    lastErrorObject: {
      n: tally.n,
      ...(!flagOf(command, 'remove') && { updatedExisting: tally.n > 0 && upserted === undefined }),
      ...(upserted !== undefined && { upserted: upserted._id }),
    },
    value: (flagOf(command, 'new') ? change?.after : change?.before) ?? null,
    ok: 1,
  };
}
