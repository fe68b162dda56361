import type { PurposeCode } from '@hub/domain';
import { HubClient } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';

/** An answer as it came, and what it says. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface Sending {
  readonly client?: string;
  readonly purpose?: PurposeCode;
  /** Replaces or, when undefined, leaves out a header. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Somebody with a valid client who writes requests by hand. */
export interface Outsider {
  tokenOf(client: string): Promise<string>;
  /** Headers of a proper request. */
  headersFor(sending?: Sending): Promise<Record<string, string>>;
  /** Sends a body just as it is. */
  post(body: string | Uint8Array, sending?: Sending): Promise<RawAnswer>;
  /** Sends an operation. */
  ask(query: string, variables?: unknown, sending?: Sending): Promise<RawAnswer>;
}

export function createOutsider(hub: HubOnTrial): Outsider {
  const clients = new Map<string, Promise<HubClient>>();
  const tokenOf = async (id: string): Promise<string> => {
    const client = clients.get(id) ?? hub.readClientFile(id).then((file) => new HubClient(file));
    clients.set(id, client);
    return (await client).getToken();
  };
  const headersFor = async (sending: Sending = {}): Promise<Record<string, string>> => {
    const { client = 'labor-system', purpose = 'OWN_RECORDS', headers = {} } = sending;
    const all = {
      authorization: `Bearer ${await tokenOf(client)}`,
      'content-type': 'application/json',
      'hub-purpose': purpose,
      'hub-officer': 'officer-7',
      'hub-case': 'CASE-1',
      ...headers,
    };
    return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  };
  const post = async (body: string | Uint8Array, sending?: Sending): Promise<RawAnswer> =>
    readAnswer(await fetch(`${hub.url}/graphql`, { method: 'POST', headers: await headersFor(sending), body }));
  return {
    tokenOf,
    headersFor,
    post,
    ask: (query, variables = {}, sending) => post(JSON.stringify({ query, variables }), sending),
  };
}

export async function readAnswer(response: Response): Promise<RawAnswer> {
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Partial<RawAnswer>;
  return { status: response.status, headers: response.headers, text, errors, ...(data !== undefined && { data }) };
}

export type RawError = RawAnswer['errors'][number];

export function codeOf({ extensions: { code } }: RawError): string {
  return typeof code === 'string' ? code : 'no code';
}

/** Status and code of a refusal, in one look. */
export function verdictOf({ status, errors }: RawAnswer): string {
  const [first] = errors;
  return `${String(status)} ${first === undefined ? 'OK' : codeOf(first)}`;
}
