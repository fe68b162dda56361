import type { Clock } from '@hub/domain';
import type { Collection, Session, Store } from '@hub/store';
import type { Content } from '@hub/subgraph';
import type { ClosingEvent, NotificationKind } from '../kind/define-kind.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { subjectKeyOf } from './subject-key.js';

/** What of an event says which bulletins it answers. */
interface AnsweringEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Content;
}

export interface EventClosingOptions {
  readonly store: Store;
  /** Business time. */
  readonly clock: Clock;
  readonly kinds: readonly NotificationKind[];
}

/** Closes bulletins whose answer has been told by an event: the person was registered, the station's return came in. */
export class EventClosing {
  readonly #notifications: Collection<NotificationDocument>;
  readonly #clock: Clock;
  readonly #closings = new Map<string, ClosingEvent[]>();

  constructor({ store, clock, kinds }: EventClosingOptions) {
    this.#notifications = new NotificationRepository(store).collection;
    this.#clock = clock;
    for (const { closedBy } of kinds) {
      if (closedBy === undefined) continue;
      this.#closings.set(closedBy.event, [...(this.#closings.get(closedBy.event) ?? []), closedBy]);
    }
  }

  /**
   * In the transaction that takes the events in: one read, and one write where something is closed. Events that answer
   * nothing cost neither.
   */
  async close(events: readonly AnsweringEvent[], session: Session): Promise<void> {
    const answers = new Map<string, AnsweringEvent>();
    for (const event of events) {
      for (const closing of this.#closings.get(event.type) ?? []) {
        const key = subjectKeyOf(closing, event.data);
        if (key !== undefined && !answers.has(key)) answers.set(key, event);
      }
    }
    if (answers.size === 0) return;
    // The key goes when a bulletin is closed, so that what is found here still waits
    const waiting = await this.#notifications
      .find({ subjectKey: { $in: [...answers.keys()] } }, { session, projection: { subjectKey: 1 } })
      .toArray();
    if (waiting.length === 0) return;
    const at = this.#clock.now();
    await this.#notifications.bulkWrite(
      waiting.map(({ _id, subjectKey = '' }) => ({
        updateOne: {
          filter: { _id, subjectKey },
          update: {
            $set: { state: 'CLOSED', feedback: { outcome: 'DONE', at }, closedAt: at },
            $unset: { nextStepAt: '', subjectKey: '' },
            $push: { history: { at, what: 'ANSWERED_BY_EVENT', by: describe(answers.get(subjectKey)) } },
          },
        },
      })),
      { session },
    );
  }
}

function describe(event: AnsweringEvent | undefined): string {
  return event === undefined ? 'hub' : `${event.type} ${event.id}`;
}
