import type { DocumentNode, OperationDefinitionNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** A document that was parsed, held against the limits and validated; the same for every request with the same text. */
export interface PreparedOperation {
  readonly text: string;
  /** SHA-256 of the text: names the operation in caches and logs. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Empty when the operation has no name. */
  readonly name: string;
}
