import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveConnection } from './connection.js';
import { setName } from './hello.js';
import { WireServer } from './server.js';

export interface WireDoubleOptions {
  /** Default: a new folder, removed by `remove`. */
  readonly dataDir?: string;
  /** Default 0: a free one. Kept for every later start. */
  readonly port?: number;
}

/** A server on a port of this machine; it may go away and come back with its data. */
export interface WireDouble {
  /** The connection string of its replica set, after the first start. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends connections as a server does that is shut down: what was acknowledged is kept, open transactions are not. */
  stop(): Promise<void>;
  /** Stops, and takes the data away. */
  remove(): Promise<void>;
}

/**
 * Stands in for a MongoDB server where there is none: it speaks OP_MSG on a socket, calls itself the only member of a replica set,
 * and answers from the embedded store. With it the official driver with its sessions, retries and BSON, and our adapter on top,
 * run over a real connection.
 *
 * It proves how we use the driver: that what we send is what a server takes, that unknown options are refused, that errors, labels,
 * transactions, retryable writes and lost connections are dealt with. It does not prove what MongoDB means by a filter, an update or
 * an index, since those are answered by our own engine; only a real server can.
 *
 * Where it differs by design: a transaction sees its snapshot, and two that change one document conflict, at once and with the
 * label that makes the driver try again, as on a server; a key of a unique index that somebody else commits meanwhile is met at the
 * commit, not at the write; a transaction stays within one database; results are taken whole when a cursor is opened; greetings are
 * asked for again and again rather than awaited.
 */
export function createWireDouble({ dataDir, port = 0 }: WireDoubleOptions = {}): WireDouble {
  let folder = dataDir;
  let fixedPort = port;
  let running: { readonly listener: Server; readonly server: WireServer; readonly sockets: Set<Socket> } | undefined;

  const start = async (): Promise<void> => {
    if (running !== undefined) return;
    folder ??= await mkdtemp(join(tmpdir(), 'hub-wire-double-'));
    await mkdir(folder, { recursive: true });
    const server = new WireServer(folder);
    const sockets = new Set<Socket>();
    const listener = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      serveConnection(socket, server);
    });
    const files = await readdir(folder);
    const databases = files.filter((file) => file.endsWith('.db')).map((file) => file.slice(0, -3));
    fixedPort = await listen(listener, fixedPort);
    await server.open(`127.0.0.1:${fixedPort}`, databases);
    running = { listener, server, sockets };
  };

  const stop = async (): Promise<void> => {
    if (running === undefined) return;
    const { listener, server, sockets } = running;
    running = undefined;
    const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
    await server.close();
  };

  return {
    get url() {
      return `mongodb://127.0.0.1:${fixedPort}/?replicaSet=${setName}`;
    },
    start,
    stop,
    remove: async () => {
      await stop();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function listen(listener: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen({ host: '127.0.0.1', port }, () => resolve((listener.address() as AddressInfo).port));
  });
}
