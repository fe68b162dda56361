// Receives bulletins of the hub. Start: node receiver.js webhook-secret 8080
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const [, , secretFile = 'webhook-secret', port = '8080'] = process.argv;
const webhook = new Webhook(readFileSync(secretFile, 'utf8').trim());
const seen = new Set<string>(); // in earnest: a table with webhook-id as its key

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  try {
    webhook.verify(body, request.headers as Record<string, string>);
  } catch {
    response.writeHead(401).end();
    return;
  }
  const bulletin = JSON.parse(body) as { id: string; subject: string; data: { data: object } };
  if (!seen.has(bulletin.id)) console.log(bulletin.subject, JSON.stringify(bulletin.data.data));
  seen.add(bulletin.id);
  response.writeHead(204).end();
}

const server = createServer((request, response) => void receive(request, response));
server.listen(Number(port), '127.0.0.1', () => console.error('receiving at', server.address()));
