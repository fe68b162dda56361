import { HubError } from '@hub/domain';
import type { PreparedOperation } from '../federation/prepared-operation.js';

/**
 * A document holds one operation, so `operationName` has nothing to choose; naming another is a mistake worth telling.
 *
 * @throws HubError GRAPHQL_VALIDATION_FAILED
 */
export function checkOperationName({ name }: PreparedOperation, asked: string | undefined): void {
  if (asked === undefined || asked === name) return;
  throw new HubError('GRAPHQL_VALIDATION_FAILED', 'operationName is not the name of the operation in query', {
    field: 'operationName',
  });
}
