import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Binary, deserialize, serialize } from 'bson';
import type { WireDocument } from './message.js';

const opMsg = 2013;
const opQuery = 2004;

/** A client that says exactly what it is told to, where a driver would know better. */
export class WireClient {
  #received = Buffer.alloc(0);
  #lastId = 0;
  readonly #closed: Promise<false>;

  private constructor(private readonly socket: Socket) {
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve(false)));
    socket.on('data', (chunk: Buffer) => (this.#received = Buffer.concat([this.#received, chunk])));
    socket.on('error', () => undefined);
  }

  static async open(url: string): Promise<WireClient> {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    await once(socket, 'connect');
    return new WireClient(socket);
  }

  /** @param lists sent as sections of their own, as drivers send the documents of an insert */
  async ask(
    command: WireDocument,
    lists: Readonly<Record<string, readonly WireDocument[]>> = {},
  ): Promise<WireDocument> {
    const parts = [Buffer.from([0, 0, 0, 0, 0]), serialize({ ...command, $db: command['$db'] ?? 'trial' })];
    for (const [name, documents] of Object.entries(lists)) {
      const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
      const length = Buffer.alloc(5);
      length.writeUInt8(1, 0);
      length.writeInt32LE(content.length + 4, 1);
      parts.push(length, content);
    }
    const reply = await this.#exchange(opMsg, Buffer.concat(parts));
    return deserialize(reply.subarray(21));
  }

  /** The old form, in which drivers greet. */
  async query(command: WireDocument): Promise<WireDocument> {
    const head = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
    ]);
    const reply = await this.#exchange(opQuery, Buffer.concat([head, serialize(command)]));
    return deserialize(reply.subarray(36));
  }

  close(): void {
    this.socket.destroy();
  }

  async #exchange(code: number, content: Buffer): Promise<Buffer> {
    const header = Buffer.alloc(16);
    header.writeInt32LE(16 + content.length, 0);
    header.writeInt32LE(++this.#lastId, 4);
    header.writeInt32LE(code, 12);
    this.socket.write(Buffer.concat([header, content]));
    while (this.#received.length < 4 || this.#received.length < this.#received.readInt32LE(0)) {
      const arrived = once(this.socket, 'data').then(
        () => true,
        () => false,
      );
      if (!(await Promise.race([arrived, this.#closed]))) throw new Error('The connection was closed');
    }
    const reply = this.#received;
    this.#received = Buffer.alloc(0);
    return reply;
  }
}

/** A session of a client; `within` makes a command part of its transaction. */
export function createSession() {
  const lsid = { id: new Binary(randomBytes(16), Binary.SUBTYPE_UUID) };
  let started = false;
  return {
    lsid,
    within: (command: WireDocument, txnNumber = 1): WireDocument => {
      const start = started ? {} : { startTransaction: true };
      started = true;
      return { ...command, lsid, txnNumber, autocommit: false, ...start };
    },
  };
}
