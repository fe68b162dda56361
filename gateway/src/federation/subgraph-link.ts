import type { Caller } from '@hub/domain';

/** One question of a plan to one subgraph. */
export interface SubgraphQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly requestId: string;
}

/** An error beside or instead of data, with its path within the question. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface SubgraphAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly SubgraphError[];
}

/** The way to one subgraph, over the network or in process. Never rejects: what failed is in the errors. */
export interface SubgraphLink {
  ask(question: SubgraphQuestion): Promise<SubgraphAnswer>;
  stop(): Promise<void>;
}
