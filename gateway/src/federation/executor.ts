import type { Caller } from '@hub/domain';
import type { GraphQLSchema } from 'graphql';
import type { PreparedOperation, Variables } from './prepared-operation.js';

/** One operation, checked and allowed, for one caller. */
export interface Execution {
  readonly operation: PreparedOperation;
  readonly variables: Variables;
  readonly caller: Caller;
  readonly requestId: string;
}

export interface ExecutionResult {
  /** Absent or null when nothing could be answered. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** Raw errors; the edge turns them into what leaves. */
  readonly errors: readonly unknown[];
}

/** Operation in, result out: what plans and runs can be replaced without touching anything else. */
export interface Executor {
  /** What callers may ask: operations are validated against it. */
  readonly schema: GraphQLSchema;
  /** Names of the subgraphs it asks. */
  readonly subgraphs: readonly string[];
  execute(execution: Execution): Promise<ExecutionResult>;
  stop(): Promise<void>;
}
