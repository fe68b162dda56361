import type { Collection, Filter, ReadOptions, Session, SortOrder } from '@hub/store';
import { wireErrorOf } from './batch-write.js';
import type { Stored } from './catalog.js';
import type { CommandContext } from './command-context.js';
import { checkFields, documentOf, documentsOf, flagOf, isDocument, numberOf, textOf } from './command-fields.js';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

const nothing: readonly WireDocument[] = [];

/** In the view of the transaction, if there is one. */
async function reading<R>(
  { database, transaction }: CommandContext,
  name: string,
  none: R,
  work: (items: Collection<Stored>, options: { readonly session?: Session }) => Promise<R>,
): Promise<R> {
  try {
    return await database.inTurn(async () => {
      if (database.entry(name) === undefined) return none;
      if (transaction === undefined) return work(database.collection(name), {});
      return transaction.read((session) => work(database.collection(name), { session }));
    });
  } catch (error) {
    throw wireErrorOf(error, database, name);
  }
}

/** `find`. */
export async function find(command: WireDocument, context: CommandContext): Promise<WireDocument> {
  checkFields(command, 'find', ['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize', 'singleBatch']);
  const name = textOf(command, 'find');
  const filter = command['filter'] === undefined ? {} : (documentOf(command, 'filter') as Filter);
  const documents = await reading(context, name, nothing, (items, options) =>
    items.find(filter, { ...options, ...sectionOf(command) }).toArray(),
  );
  const namespace = `${context.database.name}.${name}`;
  return context.cursors.first(namespace, documents, numberOf(command, 'batchSize'), flagOf(command, 'singleBatch'));
}

function sectionOf(command: WireDocument): ReadOptions {
  const [skip, limit] = [numberOf(command, 'skip'), numberOf(command, 'limit')];
  return {
    ...(command['projection'] !== undefined && {
      projection: documentOf(command, 'projection') as Readonly<Record<string, 0 | 1>>,
    }),
    ...(command['sort'] !== undefined && { sort: documentOf(command, 'sort') as SortOrder }),
    ...(skip !== undefined && { skip }),
    // As a server has it, a limit of 0 is none.
    ...(limit !== undefined && limit !== 0 && { limit }),
  };
}

/** `count`, by which drivers estimate. */
export async function count(command: WireDocument, context: CommandContext): Promise<WireDocument> {
  checkFields(command, 'count', ['query']);
  if (context.transaction !== undefined)
    throw new WireError(263, "Cannot run 'count' in a multi-document transaction.");
  const query = command['query'] === undefined ? {} : (documentOf(command, 'query') as Filter);
  const n = await reading(context, textOf(command, 'count'), 0, (items) => items.countDocuments(query));
  return { n, ok: 1 };
}

/** `aggregate`, as far as the store's counting needs it: a section counted whole, or groups by paths counted each. */
export async function aggregate(command: WireDocument, context: CommandContext): Promise<WireDocument> {
  checkFields(command, 'aggregate', ['pipeline', 'cursor']);
  const name = textOf(command, 'aggregate');
  const stages = documentsOf(command, 'pipeline');
  const { filter, skip, limit, group } = readPipeline(stages);
  const documents = await reading(context, name, nothing, async (items, { session }) => {
    if (!isDocument(group['_id'])) {
      const section = { ...(skip !== undefined && { skip }), ...(limit !== undefined && { limit }) };
      const n = await items.countDocuments(filter, { ...section, ...(session !== undefined && { session }) });
      return n === 0 ? [] : [{ _id: group['_id'], [counterOf(group)]: n }];
    }
    if (session !== undefined) throw new WireError(263, 'The double groups outside transactions only');
    const keys = Object.entries(group['_id']).map(([key, expression]) => ({ key, path: pathOf(expression) }));
    const groups = await items.countBy(
      keys.map(({ path }) => path),
      filter,
    );
    return groups.map(({ key: values, count: n }) => ({
      _id: Object.fromEntries(keys.map(({ key }, i) => [key, values[i]])),
      [counterOf(group)]: n,
    }));
  });
  return context.cursors.first(`${context.database.name}.${name}`, documents);
}

interface Pipeline {
  readonly filter: Filter;
  readonly skip: number | undefined;
  readonly limit: number | undefined;
  readonly group: WireDocument;
}

function readPipeline(stages: readonly WireDocument[]): Pipeline {
  const stage = (name: string): unknown => stages.find((candidate) => name in candidate)?.[name];
  const order = stages.flatMap((candidate) => Object.keys(candidate)).join(' ');
  if (!/^\$match( \$skip)?( \$limit)? \$group( \$sort)?$/.test(order)) {
    throw new WireError(40324, `The double does not know the pipeline ${order}`);
  }
  const [skip, limit] = [stage('$skip'), stage('$limit')];
  return {
    filter: stage('$match') as Filter,
    skip: typeof skip === 'number' ? skip : undefined,
    limit: typeof limit === 'number' ? limit : undefined,
    group: stage('$group') as WireDocument,
  };
}

/** The field of a group that counts its documents. */
function counterOf(group: WireDocument): string {
  const [name, ...others] = Object.keys(group).filter((key) => key !== '_id');
  const accumulator = name === undefined ? undefined : group[name];
  if (name !== undefined && others.length === 0 && isDocument(accumulator) && accumulator['$sum'] === 1) return name;
  throw new WireError(40324, 'The double groups with one { $sum: 1 }');
}

/** Of `{ $ifNull: ['$path', null] }`. */
function pathOf(expression: unknown): string {
  const parts: unknown = isDocument(expression) ? expression['$ifNull'] : undefined;
  const [path, none] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (typeof path === 'string' && path.startsWith('$') && none === null) return path.slice(1);
  throw new WireError(40324, "The double groups by { $ifNull: ['$path', null] }");
}
