import { calculateObjectSize, Long } from 'bson';
import { noCursor } from './hello.js';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

const firstBatchSize = 101;
const maxBatchBytes = 16 * 1024 * 1024;

interface OpenCursor {
  readonly namespace: string;
  readonly documents: readonly WireDocument[];
  next: number;
}

/** What has been found and not yet been fetched. Results are taken when they are found: they do not change while they are fetched. */
export class Cursors {
  readonly #open = new Map<number, OpenCursor>();
  #lastId = 0;

  /** The answer to a query; what does not fit is kept for `getMore`. */
  first(
    namespace: string,
    documents: readonly WireDocument[],
    batchSize = firstBatchSize,
    single = false,
  ): WireDocument {
    const cursor: OpenCursor = { namespace, documents, next: 0 };
    const firstBatch = take(cursor, batchSize);
    if (single || cursor.next === documents.length) return reply(noCursor, namespace, { firstBatch });
    const id = ++this.#lastId;
    this.#open.set(id, cursor);
    return reply(Long.fromNumber(id), namespace, { firstBatch });
  }

  /** @throws WireError CursorNotFound */
  more(id: number, batchSize = Infinity): WireDocument {
    const cursor = this.#open.get(id);
    if (cursor === undefined) throw new WireError(43, `cursor id ${id} not found`);
    const nextBatch = take(cursor, batchSize);
    const isDone = cursor.next === cursor.documents.length;
    if (isDone) this.#open.delete(id);
    return reply(isDone ? noCursor : Long.fromNumber(id), cursor.namespace, { nextBatch });
  }

  kill(ids: readonly number[]): WireDocument {
    const [cursorsKilled, cursorsNotFound]: [Long[], Long[]] = [[], []];
    for (const id of ids) (this.#open.delete(id) ? cursorsKilled : cursorsNotFound).push(Long.fromNumber(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  }

  /** Those that clients have left open. */
  get count(): number {
    return this.#open.size;
  }
}

function reply(id: Long, ns: string, batch: WireDocument): WireDocument {
  return { cursor: { ...batch, id, ns }, ok: 1 };
}

function take(cursor: OpenCursor, batchSize: number): readonly WireDocument[] {
  const batch: WireDocument[] = [];
  let bytes = 0;
  while (cursor.next < cursor.documents.length && batch.length < batchSize) {
    const document = cursor.documents[cursor.next] ?? {};
    bytes += calculateObjectSize(document);
    if (batch.length > 0 && bytes > maxBatchBytes) break;
    batch.push(document);
    cursor.next++;
  }
  return batch;
}
