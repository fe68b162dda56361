import type { Clock } from '@hub/domain';
import type { Store } from '@hub/store';
import { NotificationRepository } from './notification.repository.js';

const day = 24 * 60 * 60 * 1_000;
/** Domain rule (§4.5): the content of a bulletin is kept so long after it was closed. */
export const contentRetentionDays = 180;

/** Bulletins in one write. */
const batchSize = 500;

/**
 * Removes the content of bulletins that were closed 180 days ago. The envelope stays: number, parties, dates, receipts and the
 * signature, which from then on only a receiver who kept the signed body can verify.
 *
 * @returns of how many bulletins
 */
export async function removeOldContent(store: Store, clock: Pick<Clock, 'now'>): Promise<number> {
  const { collection } = new NotificationRepository(store);
  const before = new Date(clock.now().getTime() - contentRetentionDays * day);
  const closedBefore = { hasContent: true, closedAt: { $gt: new Date(0), $lt: before } };
  for (let removed = 0; ;) {
    const found = await collection
      .find(closedBefore, { projection: { _id: 1 }, sort: { closedAt: 1 }, limit: batchSize })
      .toArray();
    if (found.length === 0) return removed;
    const ids = found.map(({ _id }) => _id);
    await collection.updateMany(
      { _id: { $in: ids } },
      { $unset: { data: '', former: '', subjectKey: '', hasContent: '' } },
    );
    removed += found.length;
  }
}
