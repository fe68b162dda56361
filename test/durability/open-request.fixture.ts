import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '../stories/eventually.fixture.js';

export interface OpenRequest {
  /** Sends the body and gives the answer. */
  finish(): Promise<{ readonly status: number; readonly connection: string; readonly body: unknown }>;
}

/** A POST whose headers the server has read and whose body it waits for: certainly in flight. */
export async function openRequest(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<OpenRequest> {
  const length = String(Buffer.byteLength(body));
  const sent = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': length, expect: '100-continue' },
  });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  sent.flushHeaders();
  await once(sent, 'continue');
  return {
    finish: async () => {
      sent.end(body);
      const [response] = await answered;
      const answer: unknown = JSON.parse(await text(response));
      return { status: response.statusCode ?? 0, connection: response.headers.connection ?? '', body: answer };
    },
  };
}

/** Waits until nobody listens at a port any more. */
export async function refusesConnections(port: number): Promise<void> {
  const open = await eventually(
    () => accepts(port),
    (accepted) => !accepted,
  );
  if (open) throw new Error(`Port ${String(port)} still accepts connections`);
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
