import type { DepartmentName } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';

/** Up to where a department's feed has been taken. `_id` is the department's name. */
export interface FeedCursorDocument extends Document {
  readonly feedId: string;
  readonly cursor: number;
  /** Id of the event at the cursor: another one there later means that the feed was rewritten. */
  readonly lastEventId?: string;
  /** True time. */
  readonly movedAt: Date;
}

export const feedCursorCollection = defineCollection<FeedCursorDocument>({
  name: 'feedCursors',
  indexes: [],
  shardKey: { _id: 1 },
});

/** Another process moved the cursor first: what was read is its, and is read again from where it stands now. */
export class CursorMoved extends Error {
  override readonly name = 'CursorMoved';
}

export interface CursorPlace {
  readonly feedId: string;
  readonly cursor: number;
  readonly lastEventId?: string;
}

export class FeedCursorRepository {
  readonly #rows: Collection<FeedCursorDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(feedCursorCollection);
  }

  find(department: DepartmentName): Promise<FeedCursorDocument | null> {
    return this.#rows.findOne({ _id: department });
  }

  /** @throws CursorMoved when the cursor does not stand where it was read */
  async move(
    department: DepartmentName,
    from: CursorPlace | undefined,
    { feedId, cursor, lastEventId }: CursorPlace,
    { movedAt, session }: { readonly movedAt: Date; readonly session: Session },
  ): Promise<void> {
    const row = { _id: department, feedId, cursor, ...(lastEventId !== undefined && { lastEventId }), movedAt };
    if (from === undefined) {
      if ((await this.#rows.findOne({ _id: department }, { session })) !== null) throw new CursorMoved();
      await this.#rows.insertOne(row, { session });
      return;
    }
    const before = { _id: department, feedId: from.feedId, cursor: from.cursor };
    const { matchedCount } = await this.#rows.replaceOne(before, row, { session });
    if (matchedCount === 0) throw new CursorMoved();
  }
}
