import type { Socket } from 'node:net';
import { messageLength, readRequest, writeReply } from './message.js';
import type { Client, WireServer } from './server.js';
import { Turns } from './turns.js';

let lastConnectionId = 0;

/** Answers the requests of a connection, one after the other, until it is closed or says something that is no request. */
export function serveConnection(socket: Socket, server: WireServer): void {
  const client: Client = { connectionId: ++lastConnectionId, appName: undefined };
  const turns = new Turns();
  let chunks: Buffer[] = [];
  let received = 0;
  let needed = 0;

  const serve = async (message: Buffer): Promise<void> => {
    const request = readRequest(message);
    const answer = await server.answer(request.command, client);
    if (answer === 'close') socket.destroy();
    else if (request.wantsReply && !socket.destroyed) socket.write(writeReply(request, answer));
  };

  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
    if (received < needed) return;
    let bytes = Buffer.concat(chunks);
    try {
      for (let length = messageLength(bytes); length !== undefined; length = messageLength(bytes)) {
        needed = length;
        if (bytes.length < length) break;
        const message = bytes.subarray(0, length);
        bytes = bytes.subarray(length);
        needed = 0;
        turns.take(() => serve(message)).catch(() => socket.destroy());
      }
    } catch {
      socket.destroy();
    }
    chunks = [bytes];
    received = bytes.length;
  });
}
