import type { Caller } from '@hub/domain';
import type { QuarantinedEventDocument } from '../notifications/intake/quarantined-event.repository.js';
import type { RetryRulesInput, UndecidedRulesArguments } from '../notifications/intake/repair/repair.input.js';
import type { RuleTaskDocument } from '../notifications/intake/rule-task.repository.js';
import type { PageArguments } from './page/page.input.js';
import type { Page } from './page/page.js';
import type { NotificationKind } from '../notifications/kind/define-kind.js';
import type { OccurrenceState } from '../schedules/occurrence.repository.js';
import type { DeliveryMethod, SubscriptionDocument } from '../notifications/subscription/subscription.repository.js';
import type { FeedbackOutcome, NotificationDocument } from '../notifications/notification/notification.repository.js';
import type { HolidayYearActions } from '../schedules/calendar/holiday-year.service.js';

/** What a subscription is made of, as the caller states it. */
export interface SubscriptionRequest {
  readonly idempotencyKey: string;
  readonly kinds: readonly string[];
  readonly delivery: DeliveryMethod;
  readonly url?: string;
}

/** The secret is told here and never again; inboxes have none. */
export interface SubscriptionWithSecret {
  readonly subscription: SubscriptionDocument;
  readonly secret?: string;
}

/** A subscription that runs again, and how many deliveries waited for it: they are sent now, oldest first. */
export interface ResumedSubscription {
  readonly subscription: SubscriptionDocument;
  readonly backlog: number;
}

/**
 * What a department does with its subscriptions. Errors name `input.<field>`; the id of another department's is NOT_FOUND,
 * the same as an id that nobody has.
 */
export interface SubscriptionActions {
  /** Its own, deleted ones left out; the oldest first. */
  list(caller: Caller): Promise<readonly SubscriptionDocument[]>;
  create(caller: Caller, request: SubscriptionRequest): Promise<SubscriptionWithSecret>;
  rotateSecret(caller: Caller, id: string): Promise<SubscriptionWithSecret>;
  pause(caller: Caller, id: string): Promise<SubscriptionDocument>;
  resume(caller: Caller, id: string): Promise<ResumedSubscription>;
  delete(caller: Caller, id: string): Promise<SubscriptionDocument>;
  /** The test notification (S-01) that was issued to the subscriber and is delivered like any other. */
  sendTest(caller: Caller, id: string): Promise<NotificationDocument>;
}

/** Which deliveries are attempted anew: those of these notifications, or a subscription's of a time (true time, `until` excluded). */
export type RedeliveryRequest =
  { readonly ids: readonly string[] } | { readonly subscriptionId: string; readonly since: Date; readonly until: Date };

export interface RedeliveryActions {
  /** @returns how many deliveries are due again */
  redeliver(caller: Caller, request: RedeliveryRequest): Promise<number>;
}

/** What a receiver answers to a bulletin. */
export interface FeedbackRequest {
  readonly id: string;
  readonly outcome: FeedbackOutcome;
  readonly note?: string;
}

/** Receipts of what is in the caller's inbox; each gives the bulletin as it stands after it. */
export interface ReceiptActions {
  acknowledge(caller: Caller, id: string): Promise<NotificationDocument>;
  giveFeedback(caller: Caller, request: FeedbackRequest): Promise<NotificationDocument>;
}

/** Why a bulletin is taken back, in a code and in words. */
export interface RecallRequest {
  readonly id: string;
  readonly reason: RecallReason;
  readonly note?: string;
}

export type RecallReason = 'ISSUED_IN_ERROR' | 'WRONG_RECEIVER' | 'NO_LONGER_TRUE';

export interface CorrectionRequest {
  readonly id: string;
  /** What the bulletin should have said, whole. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a sender does about a bulletin that it should not have sent so; each gives the successor. */
export interface RecallActions {
  recall(caller: Caller, request: RecallRequest): Promise<NotificationDocument>;
  correct(caller: Caller, request: CorrectionRequest): Promise<NotificationDocument>;
}

/** A schedule as the graph shows it. */
export interface ScheduleView {
  readonly code: string;
  /** Official Chinese name. */
  readonly title: string;
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Absent when the calendar of working days ends before it. */
  readonly nextDueAt?: Date;
  readonly lastOccurrence?: { readonly dueAt: Date; readonly state: OccurrenceState };
}

/** One due instant of a schedule, and what came of it. */
export interface OccurrenceView {
  readonly dueAt: Date;
  readonly state: OccurrenceState;
}

export interface ScheduleList {
  list(): Promise<readonly ScheduleView[]>;
  /**
   * Opens an occurrence that was given up; one that is open stays so.
   *
   * @throws HubError NOT_FOUND for an instant at which the schedule was not due; CONFLICT, reason `NOT_FAILED`, for one
   *   that was run or skipped
   */
  retry(occurrence: { readonly schedule: string; readonly dueAt: Date }): Promise<OccurrenceView>;
}

/** How many events came of reading them again: taken in, still unreadable, no more in the feed. */
export interface RereadResult {
  readonly read: number;
  readonly unreadable: number;
  readonly gone: number;
}

/** What an operator does about events that could not be read, and rules that could not be decided. */
export interface IntakeRepairs {
  listUndecided(given: UndecidedRulesArguments): Promise<Page<RuleTaskDocument>>;
  /** @returns how many are due now */
  retryRules(which: RetryRulesInput): Promise<number>;
  listUnread(given: PageArguments): Promise<Page<QuarantinedEventDocument>>;
  /** @throws HubError NOT_FOUND for an id that is none, DEPARTMENT_UNAVAILABLE when a feed cannot be read now */
  rereadEvents(ids: readonly string[]): Promise<RereadResult>;
}

/** What the hub does about bulletins: made once by the gateway, asked by every request in the name of its caller. */
export interface HubServices {
  readonly subscriptions: SubscriptionActions;
  readonly redelivery: RedeliveryActions;
  readonly receipts: ReceiptActions;
  readonly recalls: RecallActions;
  readonly schedules: ScheduleList;
  readonly holidayYears: HolidayYearActions;
  readonly repairs: IntakeRepairs;
  /** A kind of the catalogue, the hub's own included. */
  readonly findKind: (code: string) => NotificationKind | undefined;
}
