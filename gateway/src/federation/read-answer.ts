import type { ErrorCode } from '@hub/domain';
import { scrubText } from '@hub/server';
import { boundErrors } from './bound-errors.js';
import type { HttpAnswer } from './department-client.js';
import { DepartmentFailure } from './department-unavailable.js';
import { isErrorCode, loggedInternal, pickDetails } from './error-details.js';
import type { SubgraphAnswer, SubgraphError } from './subgraph-link.js';

/** The department refused our token: keys or clocks of the two do not fit, and no caller can help that. */
export class RefusedByDepartment extends Error {
  override readonly name = 'RefusedByDepartment';
}

/**
 * Reads what a department sent. Only an answer in the form of GraphQL over HTTP passes.
 *
 * @throws DepartmentFailure BAD_STATUS, BAD_CONTENT or BAD_SHAPE
 * @throws RefusedByDepartment on 401 and 403
 */
export function readAnswer(
  { status, contentType, text }: HttpAnswer,
  fits: (data: unknown) => boolean,
): SubgraphAnswer {
  if (status === 401 || status === 403) throw new RefusedByDepartment(`The department answered ${String(status)}`);
  if (status >= 500) throw new DepartmentFailure('BAD_STATUS');
  if (!/^application\/(graphql-response\+)?json\b/.test(contentType)) throw new DepartmentFailure('BAD_CONTENT');
  const { data = null, errors } = parseObject(text);
  if (data === null) {
    const read = readErrors(errors, data);
    if (read.length === 0) throw new DepartmentFailure('BAD_SHAPE');
    return { data: null, errors: read };
  }
  if (status !== 200 || !fits(data)) throw new DepartmentFailure('BAD_SHAPE');
  return {
    data: data as Readonly<Record<string, unknown>>,
    ...(errors !== undefined && { errors: readErrors(errors, data) }),
  };
}

function parseObject(text: string): { readonly data?: unknown; readonly errors?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DepartmentFailure('BAD_CONTENT', { cause });
  }
  if (typeof value !== 'object' || value === null) throw new DepartmentFailure('BAD_SHAPE');
  return value;
}

function readErrors(errors: unknown, data: unknown): readonly SubgraphError[] {
  if (errors === undefined || errors === null) return [];
  if (!Array.isArray(errors)) throw new DepartmentFailure('BAD_SHAPE');
  return boundErrors(errors.map(readError), data);
}

const longestText = 300;

/** Codes that speak of how the gateway asked: our mistake, not the caller's. */
const ours: readonly ErrorCode[] = [
  'UNAUTHENTICATED',
  'PURPOSE_REQUIRED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
];

function readError(error: unknown): SubgraphError {
  if (typeof error !== 'object' || error === null) throw new DepartmentFailure('BAD_SHAPE');
  const { message, path, extensions } = error as Readonly<Record<string, unknown>>;
  const given = (typeof extensions === 'object' ? extensions : null) ?? {};
  const code = 'code' in given && isErrorCode(given.code) && !ours.includes(given.code) ? given.code : undefined;
  const position = isPath(path) && path.length > 0 ? { path } : {};
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') {
    return { message: 'The department reports an error', ...position, extensions: loggedInternal };
  }
  const { reason, ...details } = pickDetails(given as Readonly<Record<string, unknown>>);
  return {
    message: textOf(message, code, details.field),
    ...position,
    extensions: { code, ...details, ...(reason !== undefined && { reason: bounded(reason) }) },
  };
}

/** Without a field it is graphql-js that complains, and its messages quote values. */
function textOf(message: unknown, code: ErrorCode, field: string | undefined): string {
  if (code === 'BAD_USER_INPUT' && field === undefined) return 'A value in the request is not what its field accepts';
  return typeof message === 'string' && message !== '' ? bounded(message) : 'The department reports an error';
}

/** A text of a department may, by mistake, hold somebody's number. */
function bounded(text: string): string {
  return scrubText(text.slice(0, 2 * longestText)).slice(0, longestText);
}

function isPath(path: unknown): path is readonly (string | number)[] {
  return Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number');
}
