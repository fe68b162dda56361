import type { FindCursor } from '../port.js';

/** What the driver's cursor offers of the port's. */
export interface DriverCursor<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
}

/** Checks and opens the driver's cursor when the documents are asked for, so that a wrong filter rejects there. */
export class MongodbCursor<T> implements FindCursor<T> {
  readonly #open: (guarded: boolean) => Promise<DriverCursor<T>>;

  /** @param open with `guarded`, refuses to read a whole large collection */
  constructor(open: (guarded: boolean) => Promise<DriverCursor<T>>) {
    this.#open = open;
  }

  async toArray(): Promise<T[]> {
    const cursor = await this.#open(true);
    return cursor.toArray();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for await (const document of await this.#open(false)) yield document;
  }
}
