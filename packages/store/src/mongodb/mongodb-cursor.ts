import type { FindCursor } from '../port.js';

/** What the driver's cursor offers of the port's. */
export interface DriverCursor<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
}

export interface CursorSource<T> {
  /** Checks and opens; with `guarded`, refuses to read a whole large collection, in whatever order. */
  open(guarded: boolean): Promise<DriverCursor<T>>;
  /** Runs what reads, and gives its errors as the port's. */
  read<R>(work: () => Promise<R>): Promise<R>;
}

/** Checks and opens the driver's cursor when the documents are asked for, so that a wrong filter rejects there. */
export class MongodbCursor<T> implements FindCursor<T> {
  readonly #source: CursorSource<T>;

  constructor(source: CursorSource<T>) {
    this.#source = source;
  }

  async toArray(): Promise<T[]> {
    const cursor = await this.#source.open(true);
    return this.#source.read(() => cursor.toArray());
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    const iterator = (await this.#source.open(false))[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.#source.read(() => iterator.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      // Somebody who stops half-way leaves no cursor open on the server.
      await iterator.return?.();
    }
  }
}
