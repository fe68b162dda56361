import type { CallerName } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { Content } from '@hub/subgraph';
import type { EscalationLevel } from '../kind/define-kind.js';

/**
 * OPEN: issued, not acknowledged. ACKNOWLEDGED: 已签收. CLOSED: nothing more is expected (feedback given, or acknowledged
 * where none is asked for). RECALLED, CORRECTED: replaced by a numbered successor.
 */
export type NotificationState = 'OPEN' | 'ACKNOWLEDGED' | 'CLOSED' | 'RECALLED' | 'CORRECTED';
export type FeedbackOutcome = 'DONE' | 'NOT_APPLICABLE' | 'REJECTED';

/** What a receiver owes: 签收, 反馈. */
export type Receipt = 'ACKNOWLEDGEMENT' | 'FEEDBACK';

export interface Escalation {
  readonly level: EscalationLevel;
  /** Which of them was overdue. */
  readonly receipt: Receipt;
  /** Business time. */
  readonly at: Date;
  /** Whose inbox was told. */
  readonly inbox: CallerName;
}

export interface HistoryEntry {
  readonly at: Date;
  /** `ISSUED`, `ACKNOWLEDGED`, `FEEDBACK_GIVEN`, `ANSWERED_BY_EVENT`, `ESCALATED`, `RECALLED`, `CORRECTED` */
  readonly what: string;
  /** Client and officer, or `hub`, or the event that answered. */
  readonly by: string;
  /** Why it was taken back, in a code and in words. */
  readonly reason?: string;
  readonly note?: string;
}

/** What a bulletin of figures says about the one before it on the same row: a village, a station. */
export interface FormerFigures {
  readonly number: string;
  /** Difference of each figure, where neither of the two is suppressed. */
  readonly change: Readonly<Record<string, number>>;
}

/** 通报: one bulletin to one receiver, numbered and signed. */
export interface NotificationDocument extends Document {
  readonly kind: string;
  readonly from: CallerName;
  readonly to: CallerName;
  /** `N-05/labor-police/2026/000123`. */
  readonly number: string;
  /** 1, 2, 3 … per kind, sender, receiver and year, without gaps. */
  readonly serial: number;
  readonly year: number;
  /** The bulletin before this one in the same series; absent for the first of a year. */
  readonly previousNumber?: string;
  /** Event id, or occurrence and row: with kind and receiver it says what was told, once. */
  readonly sourceId: string;
  /** Position in the receiver's inbox, without gaps, in commit order. */
  readonly inboxSequence: number;
  /** Business time. */
  readonly issuedAt: Date;
  /** Removed 180 days after closure; the envelope stays three years. */
  readonly data?: Content;
  /** Absent when the content has been removed. */
  readonly hasContent?: true;
  /** The figures before these, of the same village or station; removed with the data. */
  readonly former?: FormerFigures;
  readonly legalBasis: string;
  readonly dataClass: string;
  /** Detached JWS over the canonical signed body. */
  readonly signature: string;
  readonly state: NotificationState;
  /** From this instant on the acknowledgement is overdue; business time. */
  readonly acknowledgementDue?: Date;
  readonly feedbackDue?: Date;
  readonly acknowledgedAt?: Date;
  readonly feedback?: { readonly outcome: FeedbackOutcome; readonly note?: string; readonly at: Date };
  readonly escalations: readonly Escalation[];
  readonly history: readonly HistoryEntry[];
  /** Number of the bulletin that this one recalls or corrects. */
  readonly recalls?: string;
  readonly corrects?: string;
  /** Id of the successor that recalled or corrected this one. */
  readonly replacedBy?: string;
  /** What an event that answers it would be about; absent when none would, or nothing more is expected. */
  readonly subjectKey?: string;
  /** Next business instant at which the ladder looks at it; absent when nothing is due. */
  readonly nextStepAt?: Date;
  readonly closedAt?: Date;
}

export const notificationCollection = defineCollection<NotificationDocument>({
  name: 'notifications',
  indexes: [
    { key: { sourceId: 1, kind: 1, to: 1 }, unique: true },
    { key: { number: 1 }, unique: true },
    { key: { to: 1, inboxSequence: 1 }, unique: true },
    { key: { from: 1, kind: 1, _id: 1 } },
    { key: { from: 1, _id: 1 } },
    { key: { state: 1, _id: 1 } },
    { key: { nextStepAt: 1 }, partialFilterExpression: { nextStepAt: { $gt: new Date(0) } } },
    // Of those that wait for an event alone
    { key: { subjectKey: 1 }, partialFilterExpression: { subjectKey: { $type: 'string' } } },
    // Only what still has its content: removing it stays as quick when envelopes grow to millions
    { key: { closedAt: 1 }, partialFilterExpression: { hasContent: true, closedAt: { $gt: new Date(0) } } },
  ],
  // Numbers, places in an inbox and sources are each unique: no shard key is the beginning of all three
  shardKey: 'unsharded',
});

/** Says what was told to whom: no two bulletins have the same. */
export type NotificationIdentity = Pick<NotificationDocument, 'sourceId' | 'kind' | 'to'>;

/** Serial numbers: one row per series (`number:N-05:labor:police:2026`) and per inbox (`inbox:police`). */
export interface CounterDocument extends Document {
  readonly last: number;
}

export const counterCollection = defineCollection<CounterDocument>({
  name: 'notificationCounters',
  indexes: [],
  shardKey: { _id: 1 },
});

export class NotificationRepository {
  readonly collection: Collection<NotificationDocument>;

  constructor(store: Store) {
    this.collection = store.collection(notificationCollection);
  }

  /** What has been told of some sources, and to whom. */
  async listIdentities(sourceIds: readonly string[], session: Session): Promise<readonly NotificationIdentity[]> {
    const projection = { sourceId: 1, kind: 1, to: 1 } as const;
    return this.collection.find({ sourceId: { $in: [...sourceIds] } }, { session, projection }).toArray();
  }
}
