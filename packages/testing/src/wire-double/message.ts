import { deserialize, serialize } from 'bson';

/** A document as it comes over the wire. */
export type WireDocument = Record<string, unknown>;

/** One request of a client. */
export interface Request {
  readonly id: number;
  /** Drivers greet with the old OP_QUERY before they know that the server understands OP_MSG. */
  readonly form: 'OP_MSG' | 'OP_QUERY';
  readonly command: WireDocument;
  /** False for a write that nobody acknowledges. */
  readonly wantsReply: boolean;
}

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerLength = 16;
const moreToCome = 2;
/** Larger messages are refused, as the greeting says. */
export const maxMessageBytes = 48_000_000;

/** How long the message at the beginning of `bytes` is; undefined when not even that has arrived. */
export function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined;
  const length = bytes.readInt32LE(0);
  if (length < headerLength || length > maxMessageBytes) throw new RangeError(`A message of ${length} bytes`);
  return length;
}

/** @throws RangeError for another kind of message than the two that drivers of today send */
export function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const code = message.readInt32LE(12);
  if (code === opMsg) {
    const flags = message.readUInt32LE(headerLength);
    return { id, form: 'OP_MSG', command: readSections(message), wantsReply: (flags & moreToCome) === 0 };
  }
  if (code !== opQuery) throw new RangeError(`A message of kind ${code}`);
  const endOfName = message.indexOf(0, headerLength + 4);
  return { id, form: 'OP_QUERY', command: deserialize(message.subarray(endOfName + 9)), wantsReply: true };
}

/** Section 0 is the command; sections 1 are lists that belong into it, such as the documents of an insert. */
function readSections(message: Buffer): WireDocument {
  const lists: WireDocument = {};
  let command: WireDocument = {};
  for (let at = headerLength + 4; at < message.length;) {
    const kind = message.readUInt8(at);
    const length = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + length);
    at += 1 + length;
    if (kind === 0) command = deserialize(section);
    else if (kind === 1) {
      const endOfName = section.indexOf(0, 4);
      lists[section.toString('utf8', 4, endOfName)] = readList(section.subarray(endOfName + 1));
    } else throw new RangeError(`A section of kind ${kind}`);
  }
  return { ...command, ...lists };
}

function readList(bytes: Buffer): readonly WireDocument[] {
  const documents: WireDocument[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readInt32LE(at);
    documents.push(deserialize(bytes.subarray(at, at + length)));
    at += length;
  }
  return documents;
}

let lastId = 0;

export function writeReply({ id, form }: Request, reply: WireDocument): Buffer {
  const body = serialize(reply, { ignoreUndefined: true });
  const prefix = form === 'OP_MSG' ? Buffer.alloc(5) : Buffer.alloc(20);
  // OP_REPLY: flags, cursor, position, and the number of documents; OP_MSG: flags and the kind of its one section.
  if (form === 'OP_QUERY') prefix.writeInt32LE(1, 16);
  const header = Buffer.alloc(headerLength);
  header.writeInt32LE(headerLength + prefix.length + body.length, 0);
  header.writeInt32LE((lastId = (lastId + 1) % 0x7fffffff), 4);
  header.writeInt32LE(id, 8);
  header.writeInt32LE(form === 'OP_MSG' ? opMsg : opReply, 12);
  return Buffer.concat([header, prefix, body]);
}
