/** Reads by id that are shared by all who ask within a short time of the first. */
export class SharedReads<T> {
  readonly #reads = new Map<string, { readonly atMs: number; readonly value: Promise<T> }>();

  constructor(
    private readonly readOne: (id: string) => Promise<T>,
    private readonly sharedForMs: number,
  ) {}

  /** What somebody has just read. */
  know(id: string, value: T): void {
    void this.#keep(id, Promise.resolve(value), performance.now());
  }

  read(id: string): Promise<T> {
    const nowMs = performance.now();
    const known = this.#reads.get(id);
    if (known !== undefined && nowMs - known.atMs < this.sharedForMs) return known.value;
    return this.#keep(id, this.readOne(id), nowMs);
  }

  #keep(id: string, value: Promise<T>, atMs: number): Promise<T> {
    // The oldest stand first; those that nobody may share any more go
    this.#reads.delete(id);
    for (const [other, known] of this.#reads) {
      if (atMs - known.atMs < this.sharedForMs) break;
      this.#reads.delete(other);
    }
    this.#reads.set(id, { atMs, value });
    return value;
  }
}
