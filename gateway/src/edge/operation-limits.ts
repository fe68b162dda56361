import { ApolloArmor } from '@escape.tech/graphql-armor';
import { HubError } from '@hub/domain';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { validate } from 'graphql';
import { RefusedRequest } from './refused-request.js';

/**
 * Bounds of one operation. The defaults of graphql-armor let query bombs through; these were set by the largest of our
 * own: one person over all departments with every verification aliased twice, enterprises, grids and dwellings four
 * levels down.
 */
export const limits = { tokens: 450, depth: 8, aliases: 15, directives: 5, cost: 5000 } as const;

const tooMany = (what: string): { readonly errorMessage: string; readonly exposeLimits: false } => ({
  errorMessage: `The operation ${what}; ask in several requests`,
  exposeLimits: false,
});

const rules = new ApolloArmor({
  maxDepth: { n: limits.depth, ...tooMany('is nested too deep') },
  maxAliases: { n: limits.aliases, allowList: [], ...tooMany('has too many aliases') },
  maxDirectives: { n: limits.directives, ...tooMany('has too many directives') },
  costLimit: { maxCost: limits.cost, ...tooMany('asks for too much at once') },
  // Both have their own place: tokens are counted before parsing, and no message is built from suggestions
  maxTokens: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect().validationRules as readonly ValidationRule[];

/**
 * Refuses what is too deep, too wide or too dear before it is validated or planned: 955 bytes of nested fragments keep a
 * query planner busy for ten seconds.
 *
 * @throws RefusedRequest with LIMIT_EXCEEDED
 */
export function checkOperationLimits(schema: GraphQLSchema, document: DocumentNode): void {
  const violations = validate(schema, document, rules);
  if (violations.length === 0) return;
  const messages = new Set(violations.map(({ message }) => message.replace(/^Syntax Error: /, '')));
  throw new RefusedRequest([...messages].map((message) => new HubError('LIMIT_EXCEEDED', message)));
}
