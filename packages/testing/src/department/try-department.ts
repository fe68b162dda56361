import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller, CallerName, Clock, PurposeCode } from '@hub/domain';
import { createPersonId, fixedClock } from '@hub/domain';
import { openStore } from '@hub/store';
import type { Store } from '@hub/store';
import type {
  BuiltSubgraph,
  Content,
  DepartmentResources,
  FeedEvent,
  ReportRow,
  SubgraphDefinition,
} from '@hub/subgraph';
import { buildSubgraph, collectionsOf, createExecutor, Feed, openFeed, runReport, scheduleCaller } from '@hub/subgraph';

export interface Answered {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface DepartmentOfficer {
  /** Sends an operation as the gateway would; errors come back, they are not thrown. */
  query(text: string, variables?: Readonly<Record<string, unknown>>): Promise<Answered>;
  /** Asks for entities by key: `entities('Person', [{ id }], 'employed { answer }')`. */
  entities(type: string, keys: readonly Readonly<Record<string, unknown>>[], selection: string): Promise<Answered>;
}

export interface CallerOptions {
  readonly purpose?: PurposeCode;
  readonly caseNumber?: string;
  readonly zone?: string;
  readonly client?: string;
}

/** A department on a throw-away embedded store, asked without HTTP but with its policy on. */
export interface DepartmentOnTrial {
  readonly store: Store;
  readonly resources: DepartmentResources;
  readonly built: BuiltSubgraph;
  as(department: CallerName, options?: CallerOptions): DepartmentOfficer;
  /** An id with a valid check tag. */
  newPersonId(): string;
  /** The events that were recorded since the last call, in order. */
  takeEvents(): Promise<readonly FeedEvent[]>;
  /**
   * Runs a report as the hub does when a schedule is due.
   *
   * @param asOf default: today by the business clock
   */
  report(name: string, parameters?: Content, asOf?: string): Promise<readonly ReportRow[]>;
  /** Moves the business clock to noon in Shanghai on a day. */
  setToday(date: string): void;
  close(): Promise<void>;
}

export async function tryDepartment<Scope>(
  definition: SubgraphDefinition<Scope>,
  { today = '2026-11-22', synthetic = true }: { readonly today?: string; readonly synthetic?: boolean } = {},
): Promise<DepartmentOnTrial> {
  const dataDir = await mkdtemp(join(tmpdir(), `hub-${definition.name}-`));
  const store = await openStore({
    database: `hub_${definition.name.replaceAll('-', '_')}`,
    dataDir,
    collections: collectionsOf(definition),
  });
  await openFeed(store);
  const feed = new Feed(store);
  let taken = 0;
  const { events = [], reports = [] } = definition;
  const resources: DepartmentResources = { synthetic, personTagKey: randomBytes(32), contentKey: randomBytes(32) };
  let standing = noon(today);
  const clock: Clock = { now: () => standing.now(), today: () => standing.today() };
  const built = buildSubgraph(definition);
  const internal: unknown[] = [];
  const executor = createExecutor(built, { onInternalError: (error) => internal.push(error) });
  await executor.start();

  const createScope = (caller: Caller): Scope => definition.createScope({ store, clock, caller, resources, events });

  const ask = async (
    caller: Caller,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Answered> => {
    const contextValue = { caller, requestId: 'trial', scope: createScope(caller) };
    const { body } = await executor.executeOperation({ query, variables: { ...variables } }, { contextValue });
    if (body.kind !== 'single') throw new TypeError('A department answers in one piece');
    if (internal.length > 0) throw new AggregateError(internal.splice(0), 'A resolver failed');
    const { data, errors = [] } = body.singleResult;
    return structuredClone({ data: data ?? null, errors }) as Answered;
  };

  return {
    store,
    resources,
    built,
    as: (
      department,
      { purpose = 'OWN_RECORDS', caseNumber = 'CASE-1', zone, client = `${department}-system` } = {},
    ) => {
      const caller: Caller = {
        client,
        department,
        purpose,
        officer: 'officer-1',
        caseNumber,
        ...(zone !== undefined && { zone }),
      };
      return {
        query: (text, variables = {}) => ask(caller, text, variables),
        entities: (type, keys, selection) =>
          ask(
            caller,
            `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${selection} } } }`,
            {
              keys: keys.map((key) => ({ __typename: type, ...key })),
            },
          ),
      };
    },
    newPersonId: () => createPersonId(randomBytes(15), resources.personTagKey),
    takeEvents: async () => {
      const { newest, events: recorded } = await feed.read({ after: taken, limit: 1_000_000, waitMs: 0 });
      taken = newest;
      return recorded;
    },
    report: (name, parameters = {}, asOf = clock.today()) => {
      const report = reports.find((each) => each.name === name);
      if (report === undefined) throw new RangeError(`${definition.name} lists no report ${name}`);
      const context = { caller: scheduleCaller, requestId: 'trial', scope: createScope(scheduleCaller) };
      return runReport(report, { asOf, parameters }, context);
    },
    setToday: (date) => {
      standing = noon(date);
    },
    close: async () => {
      await executor.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function noon(date: string): Clock {
  return fixedClock(new Date(`${date}T12:00:00+08:00`));
}
