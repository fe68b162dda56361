import { HubError } from '@hub/domain';
import type { DocumentNode } from 'graphql';
import { visit } from 'graphql';

/** The executor sends the keys of entities under this name. */
const representations = 'representations';

/**
 * Names that GraphQL or federation keep for themselves: as an alias or a variable, `__proto__` or `__typename` would
 * stand where the executor writes its own values.
 *
 * @throws HubError GRAPHQL_VALIDATION_FAILED
 */
export function checkReservedNames(document: DocumentNode): void {
  visit(document, {
    Field({ alias }) {
      if (alias?.value.startsWith('__') === true) throw reserved();
    },
    VariableDefinition({ variable: { name } }) {
      if (name.value.startsWith('__') || name.value === representations) throw reserved();
    },
  });
}

function reserved(): HubError {
  return new HubError(
    'GRAPHQL_VALIDATION_FAILED',
    `Aliases and variables must not begin with two underscores, and no variable may be called ${representations}; choose another name`,
  );
}
