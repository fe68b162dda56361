import { createHash } from 'node:crypto';
import { HubError } from '@hub/domain';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { GraphQLError, Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkReservedNames } from './check-reserved-names.js';
import { checkSingleMutation } from './check-single-mutation.js';
import { checkLiteralNesting } from './check-nesting.js';
import { countTokens } from './count-tokens.js';
import { checkOperationLimits, checkTextLength, limits } from './operation-limits.js';
import type { PreparedOperation } from '../federation/prepared-operation.js';
import { locate, RefusedRequest } from './refused-request.js';
import { validateOperation } from './validate-operation.js';

const maxRemembered = 2_000;
/** Characters of all remembered texts together; a text may be padded with comments up to its limit. */
const maxRememberedCharacters = 16 * 1024 * 1024;

/**
 * Reads operation texts. What a text turned out to be, fit or not, is remembered: systems send the same few again and
 * again, and an attacker who repeats a bad one pays once.
 */
export class OperationPreparer {
  readonly #outcomes = new LRUCache<string, PreparedOperation | RefusedRequest>({
    max: maxRemembered,
    maxSize: maxRememberedCharacters,
    sizeCalculation: (_outcome, text) => text.length + 1,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @throws HubError LIMIT_EXCEEDED when the text is longer than any is read
   * @throws RefusedRequest with GRAPHQL_PARSE_FAILED, LIMIT_EXCEEDED, GRAPHQL_VALIDATION_FAILED or, for values written in
   *   the text, BAD_USER_INPUT; no message holds a name of the schema that the caller did not write
   */
  prepare(text: string): PreparedOperation {
    checkTextLength(text);
    const known = this.#outcomes.get(text);
    const outcome = known ?? this.#read(text);
    if (known === undefined) this.#outcomes.set(text, outcome);
    if (outcome instanceof RefusedRequest) throw outcome;
    return outcome;
  }

  #read(text: string): PreparedOperation | RefusedRequest {
    try {
      const document = parseText(text);
      checkReservedNames(document);
      checkLiteralNesting(document);
      checkOperationLimits(this.schema, document);
      validateOperation(this.schema, document);
      const operation = findOperation(this.schema, document);
      checkSingleMutation(operation, document);
      const hash = createHash('sha256').update(text).digest('hex');
      return { text, hash, document, operation, name: operation.name?.value ?? '' };
    } catch (error) {
      if (error instanceof RefusedRequest) return error;
      if (error instanceof HubError) return new RefusedRequest([error]);
      throw error;
    }
  }
}

function parseText(text: string): DocumentNode {
  try {
    if (countTokens(text, limits.tokens) > limits.tokens) {
      throw new HubError(
        'LIMIT_EXCEEDED',
        'The operation is too long; pass lists as variables or ask in several requests',
      );
    }
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // graphql-js quotes the text at fault, which may be somebody's number
    const refusal = new HubError('GRAPHQL_PARSE_FAILED', 'The operation is not well-formed GraphQL at the place given');
    throw new RefusedRequest([locate(refusal, error.locations)]);
  }
}

function findOperation(schema: GraphQLSchema, { definitions }: DocumentNode): OperationDefinitionNode {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) {
    throw new HubError('GRAPHQL_VALIDATION_FAILED', 'Send one operation a request');
  }
  // Without a root type, no rule of the specification looks at the fields
  if (!schema.getRootType(operation.operation)) {
    throw new HubError('GRAPHQL_VALIDATION_FAILED', `No ${operation.operation} is served here`);
  }
  return operation;
}
