// Receivers of webhooks: as many HTTP servers as wanted, which answer 204 at once and note when what arrived.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { runChild } from '../child.mjs';

const servers = [];
/** Bodies that came to each, the instants of the first and the last, and when each subject came first. */
let seen = [];

const listen = async (index, keepTimes) => {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const at = Date.now();
      const one = seen[index];
      one.count += 1;
      one.firstAt ??= at;
      one.lastAt = at;
      if (keepTimes) {
        const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
        one.times[data.data.code] ??= at;
      }
      response.writeHead(204).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return `http://127.0.0.1:${server.address().port}/bulletins`;
};

const reset = (count) => {
  seen = Array.from({ length: count }, () => ({ count: 0, times: {} }));
};

runChild(
  async ({ count, keepTimes = false }) => {
    reset(count);
    const urls = [];
    for (let index = 0; index < count; index += 1) urls.push(await listen(index, keepTimes));
    return { urls };
  },
  { seen: () => seen, reset: () => reset(seen.length) },
);
