import type { Caller, Clock } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import { failpoint } from '@hub/server';
import type { Collection, Store, Update } from '@hub/store';
import { parseRecordId } from '@hub/subgraph';
import type { FeedbackRequest } from '../../hub/services.js';
import type { NotificationDocument, NotificationState } from '../notification/notification.repository.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { nameOf } from './name-of.js';
import { parseNote } from './personal-data.js';

const field = 'input.id';
const expecting: readonly NotificationState[] = ['OPEN', 'ACKNOWLEDGED'];

export interface ReceiptServiceOptions {
  readonly store: Store;
  /** Business time. */
  readonly clock: Clock;
}

/** 签收与反馈: what a receiver answers to a bulletin. */
export class ReceiptService {
  readonly #notifications: Collection<NotificationDocument>;
  readonly #clock: Clock;

  constructor({ store, clock }: ReceiptServiceOptions) {
    this.#notifications = new NotificationRepository(store).collection;
    this.#clock = clock;
  }

  /**
   * Acknowledges a bulletin of the caller's inbox; a second time changes nothing and answers the same. Where no feedback is
   * asked for, it is closed by that.
   *
   * @throws HubError NOT_FOUND for an id that the caller's inbox does not have
   * @throws HubError CONFLICT, reason `RECALLED` or `CORRECTED`, when a successor has taken its place before
   */
  async acknowledge(caller: Caller, id: string): Promise<NotificationDocument> {
    const now = this.#clock.now();
    const { notification } = await this.#change(caller, id, (found) =>
      found.state === 'OPEN' ? toAcknowledge(found, now, nameOf(caller)) : undefined,
    );
    if (notification.acknowledgedAt === undefined) refuseReplaced(notification);
    return notification;
  }

  /**
   * Answers a bulletin of the caller's inbox and closes it; that acknowledges it too, where it had not been.
   *
   * @throws HubError NOT_FOUND for an id that the caller's inbox does not have
   * @throws HubError BAD_USER_INPUT, reason `NOTE_REQUIRED`, where an outcome other than DONE is not explained, or for a note
   *   that is too long or names somebody
   * @throws HubError CONFLICT, reason `CLOSED`, `RECALLED` or `CORRECTED`, when no answer is expected any more
   */
  async giveFeedback(caller: Caller, { id, outcome, note: given }: FeedbackRequest): Promise<NotificationDocument> {
    parseRecordId(id, field);
    const note = given === undefined ? undefined : parseNote(given, 'input.note');
    if (note === undefined && outcome !== 'DONE') {
      const message = 'Give input.note: an outcome other than DONE needs a reason that the sender can act on';
      throw badInput('input.note', message, 'NOTE_REQUIRED');
    }
    const now = this.#clock.now();
    const { notification, changed } = await this.#change(caller, id, (found) =>
      expecting.includes(found.state)
        ? toClose(found, { outcome, ...(note !== undefined && { note }), at: now }, nameOf(caller))
        : undefined,
    );
    if (changed) return notification;
    refuseReplaced(notification);
    throw new HubError('CONFLICT', 'The bulletin is closed: no more feedback is expected', { field, reason: 'CLOSED' });
  }

  /**
   * Changes a bulletin as long as it is in the state that the change was made for.
   *
   * @param change undefined: nothing is to be changed
   * @returns the bulletin as it stands then
   */
  async #change(
    { department }: Caller,
    id: string,
    change: (found: NotificationDocument) => Update | undefined,
  ): Promise<{ readonly notification: NotificationDocument; readonly changed: boolean }> {
    parseRecordId(id, field);
    for (;;) {
      const found = await this.#notifications.findOne({ _id: id, to: department });
      if (found === null) throw notInInbox();
      const update = change(found);
      if (update === undefined) return { notification: found, changed: false };
      const after = await this.#notifications.findOneAndUpdate({ _id: id, state: found.state }, update, {
        returnDocument: 'after',
      });
      // Otherwise somebody else was quicker, and it is to be seen anew what is still to be done
      if (after !== null) {
        failpoint('receipt.after-commit');
        return { notification: after, changed: true };
      }
    }
  }
}

/** When the ladder looks at it next stays: where only the acknowledgement was overdue, it will see that it was given. */
function toAcknowledge({ feedbackDue }: NotificationDocument, now: Date, by: string): Update {
  const $push = { history: { at: now, what: 'ACKNOWLEDGED', by } };
  if (feedbackDue === undefined) {
    const $set = { state: 'CLOSED', acknowledgedAt: now, closedAt: now };
    return { $set, $unset: { nextStepAt: '', subjectKey: '' }, $push };
  }
  return { $set: { state: 'ACKNOWLEDGED', acknowledgedAt: now }, $push };
}

function toClose(
  { acknowledgedAt }: NotificationDocument,
  feedback: Required<NotificationDocument>['feedback'],
  by: string,
): Update {
  const { at } = feedback;
  const acknowledgement = acknowledgedAt === undefined ? [{ at, what: 'ACKNOWLEDGED', by }] : [];
  return {
    $set: { state: 'CLOSED', acknowledgedAt: acknowledgedAt ?? at, feedback, closedAt: at },
    $unset: { nextStepAt: '', subjectKey: '' },
    $push: { history: { $each: [...acknowledgement, { at, what: 'FEEDBACK_GIVEN', by }] } },
  };
}

function notInInbox(): HubError {
  return new HubError('NOT_FOUND', 'Your inbox has no bulletin of this id; copy it whole from where it was given', {
    field,
  });
}

function refuseReplaced({ state }: NotificationDocument): void {
  if (state !== 'RECALLED' && state !== 'CORRECTED') return;
  const message = 'The bulletin was replaced by a later one, whose id is replacedBy; answer that one';
  throw new HubError('CONFLICT', message, { field, reason: state });
}
