import { isIP } from 'node:net';
import type { CallerName } from '@hub/domain';
import { buildConnector } from 'undici';
import type { TargetGuard } from './target-guard.js';

export interface WebhookConnectorOptions {
  readonly guard: TargetGuard;
  /** In whose name is connected: the guard allows each department its own receivers. */
  readonly department: CallerName;
  readonly timeoutMs: number;
  /** Certificates (PEM) to trust instead of the system's. */
  readonly ca?: string;
}

/**
 * Connects to the very address that was checked: the name is resolved here, once, and the socket is opened to what came
 * out, under the name that the certificate must be for. A check in a DNS hook would be passed over by literal addresses.
 */
export function createWebhookConnector(options: WebhookConnectorOptions): buildConnector.connector {
  const { guard, department, timeoutMs, ca } = options;
  // Stated, so that no variable of the environment takes it back
  const connect = buildConnector({ timeout: timeoutMs, rejectUnauthorized: true, ...(ca !== undefined && { ca }) });
  return (asked, callback) => {
    const protocol = asked.protocol === 'https:' ? 'https:' : 'http:';
    const host = asked.hostname.replace(/^\[|\]$/g, '');
    const port = asked.port === '' ? (protocol === 'https:' ? 443 : 80) : Number(asked.port);
    const tryEach = ([address, ...others]: readonly string[]): void => {
      if (address === undefined) return;
      const servername = isIP(host) === 0 ? host : '';
      connect({ ...asked, hostname: address, servername }, (...result) => {
        const [error] = result;
        if (error !== null && others.length > 0 && isUnreachable(error)) tryEach(others);
        else callback(...result);
      });
    };
    guard
      .resolve({ protocol, host, port }, department)
      .then(tryEach)
      .catch((error: unknown) => callback(error instanceof Error ? error : new Error('No connection'), null));
  };
}

/** Nobody answers at this address; another one of the same name may. */
function isUnreachable(error: Error): boolean {
  return 'code' in error && ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(error.code));
}
