import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { ServerOptions } from 'node:https';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A receiver on a real socket, which remembers all that came. */
export interface WebhookReceiver {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedWebhook[];
  /** How it answers from now on. */
  answer: Answer;
  /** Resolves when so many have come in all. */
  hasReceived(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** An answer of this status alone. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(code, headers);
    response.end();
  };
}

/** @param tls with it the receiver speaks TLS alone */
export async function startWebhookReceiver(
  answer: Answer = status(204),
  tls?: ServerOptions,
): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      receiver.answer(response, request);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  };
  const server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}/hub`,
    port,
    received,
    answer,
    hasReceived(count) {
      if (received.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}
