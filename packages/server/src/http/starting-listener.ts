import type { RequestListener } from 'node:http';

/**
 * Answers while a part is starting, which may take long when it waits for its store: it lives, it is not ready, and it refuses what is
 * asked of it with 503.
 */
export const answerWhileStarting: RequestListener = (request, response) => {
  const isLive = request.url === '/health/live';
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...(!isLive && { 'Retry-After': '1' }) };
  response.writeHead(isLive ? 200 : 503, headers);
  response.end(JSON.stringify({ ok: isLive }));
};
