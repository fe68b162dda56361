import { badInput, HubError } from '@hub/domain';
import type { IncomingMessage } from 'node:http';

const givenOnce = ['Content-Type', 'Hub-Purpose', 'Hub-Officer', 'Hub-Case'] as const;

type Headers = Pick<IncomingMessage, 'headersDistinct'>;

/**
 * Node takes the first of two `Authorization` headers; a proxy in front may have looked at the other.
 *
 * @throws HubError UNAUTHENTICATED
 */
export function checkSingleAuthorization({ headersDistinct }: Headers): void {
  if ((headersDistinct['authorization']?.length ?? 0) > 1) {
    throw new HubError('UNAUTHENTICATED', 'Send one Authorization header');
  }
}

/**
 * Node joins some repeated headers and drops others: what is said twice is not said.
 *
 * @throws HubError BAD_USER_INPUT
 */
export function checkSingleHeaders({ headersDistinct }: Headers): void {
  for (const name of givenOnce) {
    if ((headersDistinct[name.toLowerCase()]?.length ?? 0) > 1) {
      throw badInput(name, `${name} is given more than once; send it once`, 'REPEATED');
    }
  }
}
