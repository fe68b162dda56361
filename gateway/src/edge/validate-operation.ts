import { HubError } from '@hub/domain';
import type { DocumentNode, GraphQLError, GraphQLSchema, ValidationContext, ValidationRule } from 'graphql';
import { NoSchemaIntrospectionCustomRule, specifiedRules, validate } from 'graphql';
import { locate, RefusedRequest } from './refused-request.js';
import { describeViolation } from './violation-texts.js';

/** Each costs a pass over the text to find its place; the first few are what a caller mends. */
const maxErrors = 3;

/** Rule by the error it reported: graphql-js does not tell. */
type Reported = Map<GraphQLError, string>;

/**
 * Validates by the rules of the specification; introspection is not served. graphql-js names types, fields and values of
 * the schema in its messages, so each rule has a sentence of ours instead, which names only what the caller wrote.
 *
 * @throws RefusedRequest with GRAPHQL_VALIDATION_FAILED
 */
export function validateOperation(schema: GraphQLSchema, document: DocumentNode): void {
  const reported: Reported = new Map();
  const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule].map((rule) => noteRule(rule, reported));
  const violations = validate(schema, document, rules, { maxErrors, hideSuggestions: true });
  if (violations.length === 0) return;
  throw new RefusedRequest(
    violations.slice(0, maxErrors).map((violation) => {
      const message = describeViolation(reported.get(violation), violation.nodes?.[0]);
      return locate(new HubError('GRAPHQL_VALIDATION_FAILED', message), violation.locations);
    }),
  );
}

function noteRule(rule: ValidationRule, reported: Reported): ValidationRule {
  return (context) => {
    const noting: ValidationContext = Object.create(context, {
      reportError: {
        value: (error: GraphQLError) => {
          reported.set(error, rule.name);
          context.reportError(error);
        },
      },
    }) as ValidationContext;
    return rule(noting);
  };
}
