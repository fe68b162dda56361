import { badInput } from '@hub/domain';
import type { Request } from 'express';
import type { Variables } from '../federation/prepared-operation.js';

/** What a client sends to `POST /graphql`. */
export interface OperationRequest {
  readonly text: string;
  readonly variables: Variables;
  readonly operationName?: string;
}

/**
 * Reads GraphQL over HTTP: one operation a request, as JSON. Browsers cannot send that to another site without asking
 * first (CORS preflight), which nothing here answers, so no other check against forged requests is needed.
 *
 * @throws HubError BAD_USER_INPUT
 */
export function readOperationRequest(request: Request): OperationRequest {
  if (request.is('application/json') !== 'application/json') {
    throw badInput('Content-Type', 'Send Content-Type: application/json', 'WRONG_TYPE');
  }
  const body: unknown = request.body;
  if (Array.isArray(body)) throw badInput('body', 'Send one operation a request; lists of operations are not taken');
  if (typeof body !== 'object' || body === null) throw badInput('body', 'Send a JSON object with a query');
  const { query, variables, operationName } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || query === '') throw badInput('query', 'Give the text of the operation in query');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw badInput('operationName', 'operationName must be the name of the operation in query');
  }
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) {
    throw badInput('variables', 'variables must be an object, by name of the variable');
  }
  return {
    text: query,
    variables: (variables ?? {}) as Variables,
    ...(typeof operationName === 'string' && operationName !== '' ? { operationName } : {}),
  };
}
