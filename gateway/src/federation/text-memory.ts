import { LRUCache } from 'lru-cache';

/** Plans hold few texts, but a caller who varies its own varies those too. */
const maxTexts = 2_000;
/** Characters of all texts of one subgraph together; what is made of a text is some times as large. */
const maxCharacters = 4 * 1024 * 1024;

/** What was read from a text, bounded by the number of texts and by their length. */
export class TextMemory<T extends object> {
  readonly #read: LRUCache<string, T>;

  constructor({ characters = maxCharacters }: { readonly characters?: number } = {}) {
    this.#read = new LRUCache({
      max: maxTexts,
      maxSize: characters,
      sizeCalculation: (_read, text) => text.length + 1,
    });
  }

  recall(text: string, read: () => T): T {
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const made = read();
    this.#read.set(text, made);
    return made;
  }
}
