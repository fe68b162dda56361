import type { PurposeCode } from '@hub/domain';
import { HubError } from '@hub/domain';
import { requestHeaders } from '../headers.js';
import { signClientAssertion } from '../tokens/client-assertion.js';
import type { ClientFile } from './client-file.js';

/** Who asks and why, for one request. */
export interface RequestPurpose {
  readonly purpose: PurposeCode;
  /** The officer's, or the job's, id in the calling system. */
  readonly officer: string;
  readonly caseNumber?: string;
}

export interface HubAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly requestId: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly HubAnswerError[];
}

export interface HubAnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

interface Token {
  readonly accessToken: string;
  /** Instant, in milliseconds, after which a new one is asked for. */
  readonly renewAfterMs: number;
}

/** A program that asks the hub, as a department's system does: gets tokens with its key and sends questions. */
export class HubClient {
  #token: Token | undefined;

  constructor(private readonly file: ClientFile) {}

  /**
   * An access token; the same one until shortly before it expires.
   *
   * @throws HubError UNAUTHENTICATED when the hub refuses the client, DEPARTMENT_UNAVAILABLE when it cannot be reached
   */
  async getToken(): Promise<string> {
    if (this.#token === undefined || Date.now() > this.#token.renewAfterMs) this.#token = await this.#fetchToken();
    return this.#token.accessToken;
  }

  /**
   * Sends one operation. Refusals come back as answers; only a hub that cannot be reached throws. A token that the hub
   * no longer knows (it has a new key, or the client was registered anew) is replaced once.
   */
  async ask(query: string, variables: Readonly<Record<string, unknown>>, purpose: RequestPurpose): Promise<HubAnswer> {
    const answer = await this.#ask(query, variables, purpose);
    if (answer.status !== 401) return answer;
    this.#token = undefined;
    return this.#ask(query, variables, purpose);
  }

  async #ask(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    { purpose, officer, caseNumber }: RequestPurpose,
  ): Promise<HubAnswer> {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${await this.getToken()}`,
      [requestHeaders.purpose]: purpose,
      [requestHeaders.officer]: encodeURIComponent(officer),
      ...(caseNumber !== undefined && { [requestHeaders.caseNumber]: encodeURIComponent(caseNumber) }),
    };
    const response = await this.#send('/graphql', { headers, body: JSON.stringify({ query, variables }) });
    const answered = (await response.json()) as Pick<HubAnswer, 'data' | 'errors'>;
    return { status: response.status, requestId: response.headers.get(requestHeaders.requestId) ?? '', ...answered };
  }

  async #fetchToken(): Promise<Token> {
    const { clientId, issuer, privateJwk } = this.file;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signClientAssertion(privateJwk, { clientId, issuer }),
    });
    const response = await this.#send('/oauth/token', { body: form });
    const body = (await response.json()) as { access_token?: string; expires_in?: number; error_description?: string };
    if (body.access_token === undefined || body.expires_in === undefined) {
      throw new HubError('UNAUTHENTICATED', body.error_description ?? `The hub gave no token to ${clientId}`);
    }
    return { accessToken: body.access_token, renewAfterMs: Date.now() + (body.expires_in - 30) * 1_000 };
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    // What cannot be sent at all is the caller's mistake, not the hub's silence
    const request = new Request(new URL(path, this.file.issuer), { method: 'POST', ...init });
    try {
      return await fetch(request);
    } catch (cause) {
      throw new HubError('DEPARTMENT_UNAVAILABLE', `No hub answers at ${this.file.issuer}; start it: npm start`, {
        cause,
      });
    }
  }
}
