import type { Clock } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { AccessTokens, ClientAssertion } from '@hub/server';
import { accessTokenSeconds, readClaimedClient, verifyClientAssertion } from '@hub/server';
import type { AssertionRegister } from './assertion-register.js';
import type { ClientRegister } from './client-register.js';
import type { Client } from './client.js';
import { invalidClient, TokenError } from './token-error.js';
import type { TokenRequest } from './token-request.js';

export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

export interface TokenGrantOptions {
  readonly issuer: string;
  readonly tokens: AccessTokens;
  readonly clients: ClientRegister;
  readonly assertions: AssertionRegister;
  /** True time. */
  readonly clock: Pick<Clock, 'now'>;
}

/** The grant `client_credentials` with `private_key_jwt` (RFC 7523): an assertion for a token, once. */
export class TokenGrant {
  constructor(private readonly options: TokenGrantOptions) {}

  /** @throws TokenError */
  async grant({ clientId, assertion }: TokenRequest): Promise<TokenAnswer> {
    const { clients, tokens } = this.options;
    const claimed = await orInvalidClient(() => readClaimedClient(assertion));
    const client = await orUnavailable(() => clients.findActive(claimed));
    if (client === undefined || (clientId !== undefined && clientId !== claimed)) throw invalidClient();
    await this.#useUp(await this.#verify(assertion, client));
    const { _id, department, purposes, zone } = client;
    return {
      access_token: await tokens.sign({ client: _id, department, purposes, ...(zone === undefined ? {} : { zone }) }),
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
    };
  }

  #verify(assertion: string, { _id: clientId, jwks }: Client): Promise<ClientAssertion> {
    const { issuer, clock } = this.options;
    return orInvalidClient(() => verifyClientAssertion(assertion, { clientId, jwks, issuer, clock }));
  }

  async #useUp(assertion: ClientAssertion): Promise<void> {
    const { assertions, clock } = this.options;
    const isFirstUse = await orUnavailable(() => assertions.use(assertion, clock.now()));
    if (!isFirstUse) throw invalidClient();
  }
}

async function orInvalidClient<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HubError && error.code === 'UNAUTHENTICATED') throw invalidClient(error);
    throw error;
  }
}

/** Without the store nobody can tell whether an assertion was used before: refuse rather than guess. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const description = 'Tokens cannot be issued at the moment; try again with a new assertion';
    throw new TokenError('temporarily_unavailable', description, 503, { cause });
  }
}
