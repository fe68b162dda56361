import { createHmac } from 'node:crypto';

export interface SignedMessage {
  /** Notification id: the same on every attempt; never holds a full stop, which parts what is signed. */
  readonly id: string;
  /** True time of the attempt. */
  readonly at: Date;
  /** The exact bytes that are sent. */
  readonly body: Uint8Array;
}

export type WebhookHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;

/**
 * Headers of Standard Webhooks 1.0: HMAC-SHA-256 over `id.timestamp.body`, one signature for each secret that is valid, so
 * that a receiver may change over at its own time.
 */
export function signWebhook({ id, at, body }: SignedMessage, secrets: readonly Uint8Array[]): WebhookHeaders {
  if (id.includes('.')) throw new RangeError('The id of a webhook holds no full stop');
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return `v1,${mac}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
