/** Collects what is asked in one turn of the event loop, so that it is asked together. */
export class QuestionBatch<Answer> {
  #waiting: {
    readonly id: string;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (cause: unknown) => void;
  }[] = [];

  /**
   * @param askAll answers to these ids, in order, each as a value or as the error of its own
   * @param most ids in one question
   */
  constructor(
    private readonly askAll: (ids: readonly string[]) => Promise<readonly (Answer | Error)[]>,
    private readonly most: number,
  ) {}

  ask(id: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#flush());
    });
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const ids = [...new Set(waiting.map(({ id }) => id))];
    const answers = new Map<string, Answer | Error>();
    // One after another: many questions at once would only take turns from each other, and from callers
    for (let start = 0; start < ids.length; start += this.most) {
      const asked = ids.slice(start, start + this.most);
      const answered = await this.askAll(asked).catch((error: unknown) => asked.map(() => toError(error)));
      for (const [index, id] of asked.entries()) answers.set(id, answered[index] ?? new Error('An answer is missing'));
    }
    for (const { id, resolve, reject } of waiting) {
      const answer = answers.get(id) ?? new Error('An answer is missing');
      if (answer instanceof Error) reject(answer);
      else resolve(answer);
    }
  }
}

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('The question failed', { cause });
}
