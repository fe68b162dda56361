import type { Server, ServerResponse } from 'node:http';

/**
 * Ends a server without cutting anybody off: no new connections, idle ones closed, requests in flight answered with
 * `Connection: close`. What is still open after `timeoutMs` is cut.
 */
export async function drain(server: Server, timeoutMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Before the app's own listener, so that it comes before the headers are out
  server.prependListener('request', (_request: unknown, response: ServerResponse) => {
    response.setHeader('Connection', 'close');
  });
  // A connection that answers a request begun before the close becomes idle only afterwards
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
  try {
    await closed;
  } finally {
    clearInterval(sweep);
    clearTimeout(deadline);
  }
}
