import type { AccessTokens } from '@hub/server';
import { HubError } from '@hub/domain';
import type { Client } from '../access/client.js';
import type { ClientRegister } from '../access/client-register.js';

const bearer = /^Bearer +(\S+)$/i;

/**
 * Who calls, by `Authorization`. A verified token is remembered until it expires; whether its client is still active, and
 * what it may do, is asked of the register at each request, so that a revocation counts after a second at the latest.
 */
export class Authenticator {
  constructor(
    private readonly tokens: Pick<AccessTokens, 'verify'>,
    private readonly register: ClientRegister,
  ) {}

  /** @throws HubError UNAUTHENTICATED */
  async authenticate(authorization: string | undefined): Promise<Client> {
    const token = bearer.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw new HubError('UNAUTHENTICATED', 'Send Authorization: Bearer with an access token from /oauth/token');
    }
    const { client: id } = await this.tokens.verify(token);
    const client = await this.register.findActive(id);
    if (client === undefined) {
      throw new HubError('UNAUTHENTICATED', 'The client is no longer registered', { reason: 'CLIENT_INACTIVE' });
    }
    return client;
  }
}
