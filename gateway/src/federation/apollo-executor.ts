import apolloGateway from '@apollo/gateway';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from '@hub/server';
import { StartupError } from '@hub/server';
import { DateScalar, DateTimeScalar } from '@hub/subgraph';
import type { GraphQLSchema } from 'graphql';
import { GraphQLError, isScalarType } from 'graphql';
import type { Execution, ExecutionResult, Executor } from './executor.js';
import type { SubgraphLink, SubgraphQuestion } from './subgraph-link.js';
import { visiblePath } from './visible-path.js';

// @apollo/gateway is CommonJS: Node's ESM sees the default export only
const { ApolloGateway } = apolloGateway;
type GatewayExecutor = Awaited<ReturnType<InstanceType<typeof ApolloGateway>['load']>>['executor'];
type RequestContext = Parameters<GatewayExecutor>[0];
type AskContext = Pick<SubgraphQuestion, 'caller' | 'requestId'>;

export interface ApolloExecutorOptions {
  readonly supergraphSdl: string;
  /** The way to a subgraph of the supergraph, by its name there; asked once per subgraph. */
  readonly createLink: (subgraph: string, schema: () => GraphQLSchema) => SubgraphLink;
  readonly logger: Logger;
}

/**
 * Plans and runs operations with @apollo/gateway on a composed supergraph; no department is called at the start. Only the
 * planner and its executor are used: reading, checking and answering requests is the edge's.
 *
 * @throws StartupError when the supergraph cannot be used
 */
export async function createApolloExecutor(options: ApolloExecutorOptions): Promise<Executor> {
  const { supergraphSdl, createLink, logger } = options;
  const links = new Map<string, SubgraphLink>();
  // Links are made while the supergraph loads, and need its schema only when they are first asked
  const known: { schema?: GraphQLSchema } = {};
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger,
    __exposeQueryPlanExperimental: false,
    buildService: ({ name }) => {
      const link = createLink(name, () => known.schema ?? raise(name));
      links.set(name, link);
      return dataSourceOf(link);
    },
  });
  const loaded = await load(gateway);
  const { schema } = loaded;
  parseSharedScalars(schema);
  known.schema = schema;
  return {
    schema,
    subgraphs: [...links.keys()],
    execute: async (execution) => readResult(await loaded.executor(toRequestContext(execution, schema, logger))),
    async stop() {
      await gateway.stop();
      await Promise.all([...links.values()].map((link) => link.stop()));
    },
  };
}

async function load(
  gateway: InstanceType<typeof ApolloGateway>,
): ReturnType<InstanceType<typeof ApolloGateway>['load']> {
  try {
    return await gateway.load({});
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    const message =
      'The supergraph cannot be used; restore schemas/supergraph.graphql or make it anew: npm run schemas';
    throw new StartupError(message, { cause });
  }
}

function raise(name: string): never {
  throw new Error(`${name} was asked before the supergraph was loaded`);
}

function dataSourceOf(link: SubgraphLink): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const { caller, requestId } = context as AskContext;
      const answer = await link.ask({
        query: request.query ?? '',
        variables: request.variables ?? {},
        caller,
        requestId,
      });
      return answer;
    },
  };
}

/** What Apollo Server would hand over, as far as the executor reads it. */
function toRequestContext(execution: Execution, schema: GraphQLSchema, logger: Logger): RequestContext {
  const { operation, variables, caller, requestId } = execution;
  const context: AskContext = { caller, requestId };
  return {
    request: { query: operation.text, variables },
    source: operation.text,
    document: operation.document,
    operation: operation.operation,
    operationName: operation.operation.name?.value ?? null,
    queryHash: operation.hash,
    schema,
    context,
    logger,
    metrics: {},
  } as unknown as RequestContext;
}

function readResult({ data, errors = [], extensions }: Awaited<ReturnType<GatewayExecutor>>): ExecutionResult {
  const completion: unknown = extensions?.['valueCompletion'];
  const nulled = Array.isArray(completion) ? completion.map(toValueError) : [];
  const located = errors.map((error) => withVisiblePath(error, data));
  return { ...(data === undefined ? {} : { data }), errors: [...located, ...nulled] };
}

function withVisiblePath(error: GraphQLError, data: unknown): GraphQLError {
  const path = error.path === undefined ? undefined : visiblePath(error.path, data);
  if (path === undefined || path.length === error.path?.length) return error;
  const { message, extensions } = error;
  return new GraphQLError(message, { path, extensions, originalError: error });
}

/** A value that the schema does not allow became null; the executor reports that apart, where no client would look. */
function toValueError(error: unknown): unknown {
  return error instanceof GraphQLError
    ? new GraphQLError('A value does not fit the schema', {
        originalError: error,
        ...(error.path && { path: error.path }),
      })
    : error;
}

/**
 * The composed schema knows our scalars by name only and would take any text for a date; with their own parsing, a wrong
 * one is refused at the edge, with its path.
 */
function parseSharedScalars(schema: GraphQLSchema): void {
  for (const { name, parseValue, parseLiteral } of [DateScalar, DateTimeScalar]) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}
