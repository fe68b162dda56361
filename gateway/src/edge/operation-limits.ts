import { ApolloArmor } from '@escape.tech/graphql-armor';
import { HubError } from '@hub/domain';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { validate, visit } from 'graphql';
import { listSelectedFields } from './list-selected-fields.js';
import { RefusedRequest } from './refused-request.js';

/**
 * Bounds of one operation. The defaults of graphql-armor let query bombs through; these were set by the largest of our
 * own: one person over all departments with every verification aliased twice, enterprises, grids and dwellings four
 * levels down.
 */
export const limits = {
  textBytes: 16 * 1024,
  tokens: 450,
  fieldsOfOneSelection: 150,
  depth: 8,
  aliases: 15,
  directives: 5,
  cost: 5000,
} as const;

const maxErrors = 3;

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
 * Refuses a text before anything reads it: comments and blank lines count for no token, but cost as much to read past.
 *
 * @throws HubError LIMIT_EXCEEDED
 */
export function checkTextLength(text: string): void {
  // No character takes fewer bytes than places
  if (text.length <= limits.textBytes && Buffer.byteLength(text) <= limits.textBytes) return;
  const message = `query is longer than ${String(limits.textBytes)} bytes; pass values as variables or ask in several requests`;
  throw new HubError('LIMIT_EXCEEDED', message, { field: 'query' });
}

/**
 * Refuses what is too deep, too wide or too dear before it is validated or planned: 955 bytes of nested fragments keep a
 * query planner busy for ten seconds.
 *
 * @throws HubError LIMIT_EXCEEDED, or RefusedRequest with several
 */
export function checkOperationLimits(schema: GraphQLSchema, document: DocumentNode): void {
  visit(document, {
    SelectionSet(selectionSet) {
      if (listSelectedFields(selectionSet).length <= limits.fieldsOfOneSelection) return;
      const most = String(limits.fieldsOfOneSelection);
      throw new HubError('LIMIT_EXCEEDED', `A selection has more than ${most} fields; ask in several requests`);
    },
  });
  const violations = validate(schema, document, rules, { maxErrors });
  if (violations.length === 0) return;
  const messages = new Set(violations.slice(0, maxErrors).map(({ message }) => message.replace(/^Syntax Error: /, '')));
  throw new RefusedRequest([...messages].map((message) => new HubError('LIMIT_EXCEEDED', message)));
}
