import type { Caller, Clock } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import type { Collection, Session, Store } from '@hub/store';
import type { Content } from '@hub/subgraph';
import { checkContent, parseRecordId } from '@hub/subgraph';
import type { CorrectionRequest, RecallRequest } from '../../hub/services.js';
import type { DeliveryDocument } from '../delivery/delivery.repository.js';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import type { NotificationKind } from '../kind/define-kind.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { HistoryEntry, NotificationDocument } from '../notification/notification.repository.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { nameOf } from './name-of.js';
import { parseNote } from './personal-data.js';

const field = 'input.id';

export interface RecallServiceOptions {
  readonly store: Store;
  /** Business time. */
  readonly clock: Clock;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly issuer: NotificationIssuer;
  readonly findKind: (code: string) => NotificationKind | undefined;
  /** Deliveries have become due. */
  readonly wake?: () => void;
}

type Replacement = 'RECALLED' | 'CORRECTED';

/** 撤回与更正: a number that was given stays given, so what should not have been sent is replaced by a numbered successor. */
export class RecallService {
  readonly #notifications: Collection<NotificationDocument>;
  readonly #deliveries: Collection<DeliveryDocument>;

  constructor(private readonly options: RecallServiceOptions) {
    this.#notifications = new NotificationRepository(options.store).collection;
    this.#deliveries = new DeliveryRepository(options.store).collection;
  }

  /**
   * Takes a bulletin of the caller's back. The successor says nothing but that; what has not been delivered no longer is.
   *
   * @returns the successor
   * @throws HubError NOT_FOUND for an id of which the caller is not the sender
   * @throws HubError CONFLICT, reason `RECALLED` or `CORRECTED` when a successor has taken its place, `NOT_RECALLABLE` for
   *   what is itself a recall or one of the hub's own notices
   * @throws HubError BAD_USER_INPUT for a note that is too long or names somebody
   */
  async recall(caller: Caller, { id, reason, note: given }: RecallRequest): Promise<NotificationDocument> {
    const note = given === undefined ? undefined : parseNote(given, 'input.note');
    return this.#replace(caller, id, 'RECALLED', { reason, ...(note !== undefined && { note }) }, (original, kind) => ({
      kind,
      to: original.to,
      sourceId: `${id}.recall`,
      data: {},
      recalls: original.number,
      // Nothing can be done about what no longer is, but to have read it
      feedbackDue: null,
    }));
  }

  /**
   * Replaces a bulletin of the caller's by one that says what it should have said, to the same receiver.
   *
   * @returns the successor
   * @throws HubError as {@link recall}; BAD_USER_INPUT, reason `BAD_CONTENT`, for data that the kind does not carry
   */
  async correct(caller: Caller, { id, data }: CorrectionRequest): Promise<NotificationDocument> {
    return this.#replace(caller, id, 'CORRECTED', {}, (original, kind) => ({
      kind,
      to: original.to,
      sourceId: `${id}.correction`,
      data: checkData(kind, data),
      corrects: original.number,
    }));
  }

  async #replace(
    caller: Caller,
    id: string,
    replacement: Replacement,
    why: Pick<HistoryEntry, 'reason' | 'note'>,
    draftOf: (original: NotificationDocument, kind: NotificationKind) => NotificationDraft,
  ): Promise<NotificationDocument> {
    parseRecordId(id, field);
    const { store, issuer, findKind, clock } = this.options;
    const successor = await store.withTransaction(async (session) => {
      const original = await this.#notifications.findOne({ _id: id, from: caller.department }, { session });
      if (original === null) throw notSent();
      refuseReplaced(original);
      const kind = findKind(original.kind);
      if (kind === undefined || isNotice(original)) throw notRecallable();
      const [issued] = await issuer.issue(session, [draftOf(original, kind)]);
      if (issued === undefined) throw new Error('The successor of a bulletin stands, but the bulletin does not say so');
      const at = clock.now();
      await this.#notifications.updateOne(
        { _id: id },
        {
          $set: { state: replacement, replacedBy: issued._id, closedAt: original.closedAt ?? at },
          $unset: { nextStepAt: '', subjectKey: '' },
          $push: { history: { at, what: replacement, by: nameOf(caller), ...why } },
        },
        { session },
      );
      await this.#cancelDeliveries(id, session);
      return issued;
    });
    this.options.wake?.();
    return successor;
  }

  /** An attempt that runs is discarded by its fencing number: it may reach the receiver, and so does the successor. */
  async #cancelDeliveries(notificationId: string, session: Session): Promise<void> {
    await this.#deliveries.updateMany(
      { notificationId, state: { $in: ['DUE', 'HELD', 'PAUSED', 'DEAD'] } },
      {
        $set: { state: 'CANCELLED', cancelledReason: 'RECALLED', finishedAt: this.options.trueClock.now() },
        $inc: { claimNo: 1 },
      },
      { session },
    );
  }
}

/** The error says what the kind carries, and repeats nothing of what was given. */
function checkData(kind: NotificationKind, data: CorrectionRequest['data']): Content {
  try {
    return checkContent(kind.content, data as Content, 'input.data');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const content = Object.entries(kind.content).map(([name, value]) => `${name} (${value})`);
    throw badInput(
      'input.data',
      `input.data must hold what ${kind.code} carries: ${content.join(', ')}`,
      'BAD_CONTENT',
    );
  }
}

/** The hub's own notices tell what happened, and a recall has nothing in it to be taken back. */
function isNotice({ kind, recalls }: NotificationDocument): boolean {
  return recalls !== undefined || /^[SE]-/.test(kind);
}

function notSent(): HubError {
  const message = 'You have sent no bulletin of this id; copy it whole from where it was given';
  return new HubError('NOT_FOUND', message, { field });
}

function refuseReplaced({ state }: NotificationDocument): void {
  if (state !== 'RECALLED' && state !== 'CORRECTED') return;
  const message = 'The bulletin was replaced by a later one, whose id is replacedBy; take that one back';
  throw new HubError('CONFLICT', message, { field, reason: state });
}

function notRecallable(): HubError {
  const message = 'This is a recall, or a notice of the hub: there is nothing in it to take back';
  return new HubError('CONFLICT', message, { field, reason: 'NOT_RECALLABLE' });
}
