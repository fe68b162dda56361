import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/** A bulletin as it came: the CloudEvent, and the headers that were verified. */
export interface Received {
  readonly id: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly event: unknown;
}

/** What a department runs to receive bulletins, in this process: verifies each with a library of Standard Webhooks. */
export interface Receiver {
  readonly url: string;
  /** From now on what is signed with this secret is taken. */
  trust(secret: string): void;
  /**
   * The bulletin with an id, once it is there.
   *
   * @throws Error when it is not there in time
   */
  waitFor(id: string, withinSeconds: number): Promise<Received>;
  stop(): Promise<void>;
}

/** Path of the address that is subscribed, by which a later run knows what an interrupted one left. */
export const receiverPath = '/demo-receiver';
const verified = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
const lookAgainAfterMs = 100;

export async function startReceiver(): Promise<Receiver> {
  const received = new Map<string, Received>();
  let webhook: Webhook | undefined;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const headers = Object.fromEntries(verified.map((name) => [name, String(request.headers[name])]));
    try {
      if (webhook === undefined) throw new Error('No secret yet');
      const event = webhook.verify(body, headers) as Pick<Received, 'id' | 'subject'>;
      received.set(event.id, { id: event.id, subject: event.subject, headers, event });
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  };
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${receiverPath}`,
    trust(secret) {
      webhook = new Webhook(secret);
    },
    async waitFor(id, withinSeconds) {
      const deadline = performance.now() + withinSeconds * 1_000;
      for (;;) {
        const found = received.get(id);
        if (found !== undefined) return found;
        if (performance.now() > deadline) throw new Error(`no bulletin came within ${String(withinSeconds)} s`);
        await pause(lookAgainAfterMs);
      }
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
