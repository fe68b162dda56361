/** What one write did; `before` and `after` are the document's texts. */
export interface Outcome {
  readonly inserted: number;
  readonly matched: number;
  readonly modified: number;
  readonly deleted: number;
  readonly upsertedId: string | null;
  readonly before?: string;
  readonly after?: string;
}

export const nothingDone: Outcome = { inserted: 0, matched: 0, modified: 0, deleted: 0, upsertedId: null };
export const oneInserted: Outcome = { inserted: 1, matched: 0, modified: 0, deleted: 0, upsertedId: null };
export const oneDeleted: Outcome = { inserted: 0, matched: 0, modified: 0, deleted: 1, upsertedId: null };
