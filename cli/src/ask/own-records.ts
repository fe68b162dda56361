import type { ErrorCode } from '@hub/domain';
import { errorCodes, HubError } from '@hub/domain';
import type { HubAnswerError } from '@hub/server';
import { HubClient } from '@hub/server';
import { readClient } from './read-client.js';

export interface OwnRecordsQuestion {
  /** Demo client's name, or the path of a key file. */
  readonly client: string;
  /** Who asks, as the history will name it; default `cli`. */
  readonly officer?: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * Asks the hub about what a department keeps there itself (OWN_RECORDS): bulletins, subscriptions, schedules.
 *
 * @returns the data of the answer
 * @throws HubError as the hub refused it, with the request id that the log leads on from
 */
export async function askOwnRecords<Data>({
  client,
  officer = 'cli',
  query,
  variables = {},
}: OwnRecordsQuestion): Promise<Data> {
  const asked = { purpose: 'OWN_RECORDS', officer } as const;
  const { data, errors = [], requestId } = await new HubClient(await readClient(client)).ask(query, variables, asked);
  const [refusal] = errors;
  if (refusal !== undefined) throw new HubError(codeOf(refusal), explain(refusal, requestId));
  if (data === undefined || data === null) {
    throw new HubError('INTERNAL_SERVER_ERROR', `The hub gave no answer (request ${requestId})`);
  }
  return data as Data;
}

function codeOf({ extensions: { code } }: HubAnswerError): ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : 'INTERNAL_SERVER_ERROR';
}

function explain(refusal: HubAnswerError, requestId: string): string {
  const { code, reason } = refusal.extensions;
  const rule = [code, reason].filter((part) => typeof part === 'string').join(' ');
  return `${refusal.message} (${rule}, request ${requestId})`;
}
