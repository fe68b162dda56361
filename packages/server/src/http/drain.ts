import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type Drain = (timeoutMs: number) => Promise<void>;

/**
 * Prepares a server for an end that cuts nobody off: no new connections, idle ones closed, requests in flight answered
 * with `Connection: close`, so that no client sends another into a closing door. What is still open after `timeoutMs`
 * is cut.
 */
export function prepareDrain(server: Server): Drain {
  const connections = new Set<Socket>();
  const unanswered = new Set<ServerResponse>();
  let isDraining = false;

  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  // Before the app's own listener, so that the header is set before the app sends any
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    if (isDraining) response.setHeader('Connection', 'close');
  });

  return async (timeoutMs) => {
    isDraining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const response of unanswered) if (!response.headersSent) response.setHeader('Connection', 'close');
    // Node takes a connection that never asked for anything for a busy one
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    // A connection that sent its headers before the close becomes idle only afterwards
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => server.closeAllConnections(), timeoutMs);
    try {
      await closed;
    } finally {
      clearInterval(sweep);
      clearTimeout(deadline);
    }
  };
}
