import type { IncomingMessage } from 'node:http';
import { badInput, HubError } from '@hub/domain';

/** A request may name 1,000 entities or carry 1,000 people to resolve. */
const bodyLimitBytes = 1024 * 1024;

/**
 * Reads a JSON body, as the gateway sends it: UTF-8, not compressed.
 *
 * @throws HubError LIMIT_EXCEEDED beyond 1 MiB, BAD_USER_INPUT for anything but JSON
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-encoding'] !== undefined) {
    throw badInput('Content-Encoding', 'Compressed bodies are not accepted');
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimitBytes) {
      throw new HubError('LIMIT_EXCEEDED', `The request body is larger than ${String(bodyLimitBytes)} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', 'The request body is not valid JSON', { field: 'body', cause });
  }
}
