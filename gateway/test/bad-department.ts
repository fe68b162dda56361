import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways in which a department fails, as seen from outside. */
export const faults = {
  'never answers': () => undefined,
  'never finishes': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data": ');
  },
  'answers HTML': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><body>Welcome to the intranet</body></html>');
  },
  'answers truncated JSON': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"data": {"_entities": [{"resid');
  },
  'dies in the middle of its answer': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data": {', () => response.socket?.destroy());
  },
  'closes the connection': (response) => {
    response.socket?.destroy();
  },
  'answers another shape': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"data": {"_entities": [{"residenceRegistered": [["YES"]]}]}}');
  },
  'answers too many entities': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"data": {"_entities": {"length": 1}}}');
  },
  'answers too few entities': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"data": {"_entities": [{"residenceRegistered": {"answer": "YES"}}]}}');
  },
  'is asked too often': (response) => {
    response.writeHead(429, { 'content-type': 'application/json' });
    response.end('{"errors": [{"message": "x", "extensions": {"code": "RATE_LIMITED", "retryAfterSeconds": 1}}]}');
  },
  'answers without end': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = 'x'.repeat(256 * 1024);
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  },
  'fails inside': (response) => {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end('{"errors": [{"message": "E11000 duplicate key"}]}');
  },
} as const satisfies Readonly<Record<string, (response: ServerResponse) => void>>;

export type Fault = keyof typeof faults;
export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

export interface BadDepartment {
  readonly url: string;
  stop(): Promise<void>;
}

/** An HTTP server that answers every request in one way. */
export async function startBadDepartment(respond: Respond): Promise<BadDepartment> {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => respond(response, request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
