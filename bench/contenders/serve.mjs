import { once } from 'node:events';
import { createServer } from 'node:http';

/** Listens on a free port of the loopback and gives the address. */
export async function serve(listener) {
  const server = createServer({ keepAliveTimeout: 65_000 }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}/graphql`;
}
