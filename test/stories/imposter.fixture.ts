import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';

const head = (type: string, length: number): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${String(length)}\r\n\r\n`;
const html = '<html><body>欢迎访问内网门户</body></html>';

/** What may listen at a department's port without being it, as bytes on a connection that has asked for something. */
const behaviours = {
  'accepts and never answers': () => undefined,
  'never finishes its answer': (socket: Socket) => socket.write(`${head('application/json', 1_000)}{"data":{"_ent`),
  'answers HTML': (socket: Socket) => socket.write(head('text/html; charset=utf-8', Buffer.byteLength(html)) + html),
  'dies in the middle of its answer': (socket: Socket) =>
    socket.write(`${head('application/json', 1_000)}{"data":{"_ent`, () => socket.destroy()),
  'hangs up at once': (socket: Socket) => socket.destroy(),
  'speaks no HTTP': (socket: Socket) => socket.write('220 mail.example ESMTP\r\n'),
} as const;

export type Behaviour = keyof typeof behaviours;
export const imposters = Object.keys(behaviours) as readonly Behaviour[];

export interface Imposter {
  /** How many connections asked for something. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** Something else at a department's port. */
export async function startImposter(behaviour: Behaviour, port: number): Promise<Imposter> {
  const sockets = new Set<Socket>();
  let asked = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', () => {
      asked += 1;
      behaviours[behaviour](socket);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    connections: () => asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
