import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reception } from './evidence.js';

/** How a receiver behaves: `hold` answers nobody until it is let go; `reset` breaks the connection; `down` does not listen. */
export type Behaviour = 'accept' | 'refuse' | 'slow' | 'hold' | 'reset' | 'down';

const slowMs = 700;
const toleranceSeconds = 300;

/** Somebody else's system: notes whatever comes, checks it as its documentation says, and answers as it pleases. */
export class Receiver {
  readonly receptions: Reception[] = [];
  readonly #held: ServerResponse[] = [];
  #behaviour: Behaviour = 'accept';
  #server: Server | undefined;
  #secret = '';
  #port = 0;

  constructor(readonly name: string) {}

  static async open(name: string): Promise<Receiver> {
    const receiver = new Receiver(name);
    await receiver.#listen();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}/hub`;
  }

  /** How many requests wait for an answer. */
  get heldCount(): number {
    return this.#held.length;
  }

  /** The key that was told when the subscription was made. */
  trust(secret: string): void {
    this.#secret = secret;
  }

  async behave(behaviour: Behaviour): Promise<void> {
    this.#behaviour = behaviour;
    if (behaviour === 'down') await this.close();
    else await this.#listen();
    if (behaviour !== 'hold') for (const response of this.#held.splice(0)) response.destroy();
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async #listen(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer((request, response) => void this.#receive(request, response));
    this.#server = server;
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The sender died in the middle of it: nothing was received
      return;
    }
    const behaviour = this.#behaviour;
    const isAccepted = behaviour === 'accept' || behaviour === 'slow';
    this.receptions.push(this.#read(request.headers, Buffer.concat(chunks), isAccepted));
    switch (behaviour) {
      case 'accept':
        return void response.writeHead(204).end();
      case 'slow':
        return void setTimeout(() => response.writeHead(200).end('{}'), slowMs);
      case 'refuse':
        return void response.writeHead(500).end('not now');
      case 'hold':
        return void this.#held.push(response);
      case 'reset':
      case 'down':
        return void request.socket.resetAndDestroy();
    }
  }

  #read(headers: IncomingHttpHeaders, body: Buffer, isAccepted: boolean): Reception {
    const { data } = JSON.parse(body.toString('utf8')) as {
      readonly data: { readonly kind: string; readonly to: string; readonly data: { readonly personId?: string } };
    };
    return {
      receiver: this.name,
      webhookId: String(headers['webhook-id']),
      bodyHash: createHash('sha256').update(body).digest('hex'),
      isSigned: this.#isSigned(headers, body),
      kind: data.kind,
      to: data.to,
      subject: data.data.personId ?? '',
      isAccepted,
    };
  }

  /** Standard Webhooks: HMAC-SHA-256 over id, time of the attempt and the bytes that came. */
  #isSigned(headers: IncomingHttpHeaders, body: Buffer): boolean {
    const timestamp = String(headers['webhook-timestamp']);
    if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > toleranceSeconds) return false;
    const key = Buffer.from(this.#secret.replace(/^whsec_/, ''), 'base64');
    const signed = Buffer.concat([Buffer.from(`${String(headers['webhook-id'])}.${timestamp}.`), body]);
    const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    return String(headers['webhook-signature']).split(' ').includes(expected);
  }
}
