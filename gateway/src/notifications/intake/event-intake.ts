import type { Clock, DepartmentName } from '@hub/domain';
import type { Logger } from '@hub/server';
import { failpoint } from '@hub/server';
import type { Session, Store } from '@hub/store';
import type { FeedEvent } from '@hub/subgraph';
import type { NotificationDraft } from '../notification/draft.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import type { FeedTrouble } from './alarms.js';
import { feedTroubleDraft, unreadableDraft } from './alarms.js';
import { taskBackoffMs } from './backoff.js';
import type { EventReaction } from './event-reaction.js';
import type { CursorPlace } from './feed-cursor.repository.js';
import { FeedCursorRepository } from './feed-cursor.repository.js';
import type { FeedEntry } from './feed-page.js';
import type { QuarantinedEventDocument } from './quarantined-event.repository.js';
import { QuarantinedEventRepository } from './quarantined-event.repository.js';
import type { RuleEngine, RuleOutcome } from './rule-engine.js';
import type { RuleTaskDocument } from './rule-task.repository.js';
import { ruleTaskId, RuleTaskRepository } from './rule-task.repository.js';
import { SeenEventRepository } from './seen-event.repository.js';

export interface EventIntakeOptions {
  readonly store: Store;
  readonly issuer: NotificationIssuer;
  readonly engine: RuleEngine;
  readonly clock: Clock;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly reactions: readonly EventReaction[];
  readonly logger: Logger;
}

/** A stretch of a department's feed, as it was read. */
export interface FeedStretch {
  readonly department: DepartmentName;
  /** Where the cursor stood; undefined before the first time. */
  readonly from: CursorPlace | undefined;
  readonly feedId: string;
  readonly entries: readonly FeedEntry[];
  /** Events are missing before or between the entries. */
  readonly hasGap: boolean;
  /** Where the cursor is to stand when there are no entries. */
  readonly position: number;
}

export interface Taken {
  readonly place: CursorPlace;
  readonly issued: readonly NotificationDocument[];
  readonly events: number;
  readonly poisoned: number;
}

/** Takes events in: what follows from them, and that they were taken, is stored together or not at all. */
export class EventIntake {
  readonly #cursors: FeedCursorRepository;
  readonly #seen: SeenEventRepository;
  readonly #quarantine: QuarantinedEventRepository;
  readonly #tasks: RuleTaskRepository;

  constructor(private readonly options: EventIntakeOptions) {
    this.#cursors = new FeedCursorRepository(options.store);
    this.#seen = new SeenEventRepository(options.store);
    this.#quarantine = new QuarantinedEventRepository(options.store);
    this.#tasks = new RuleTaskRepository(options.store);
  }

  /** @throws CursorMoved DuplicateKeyError when another process was quicker: read again from where the cursor stands */
  async take(stretch: FeedStretch): Promise<Taken> {
    const { store, trueClock } = this.options;
    const { department, from, entries } = stretch;
    const events = entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
    // Before the transaction: rules ask departments, and nobody else could write meanwhile
    const outcomes = await this.#decide(events);
    const place = endOf(stretch);
    const issued = await store.withTransaction(async (session) => {
      await this.#cursors.move(department, from, place, { movedAt: trueClock.now(), session });
      const drafts = await this.#record(stretch, events, outcomes, session);
      const notifications = await this.options.issuer.issue(session, drafts);
      failpoint('intake.before-commit');
      return notifications;
    });
    failpoint('intake.after-commit');
    return { place, issued, events: events.length, poisoned: entries.length - events.length };
  }

  /**
   * Takes an event that could not be read when its place was passed; the cursor stays where it is.
   *
   * @returns what was issued; undefined when another process was quicker
   */
  async takeLate(
    { _id, department, feedId, position }: QuarantinedEventDocument,
    event: FeedEvent,
  ): Promise<readonly NotificationDocument[] | undefined> {
    const { store, issuer } = this.options;
    const outcomes = await this.#decide([event]);
    const entries = [{ position, event }];
    const stretch: FeedStretch = { department, from: undefined, feedId, entries, hasGap: false, position };
    return store.withTransaction(async (session) => {
      if (!(await this.#quarantine.remove(_id, session))) return undefined;
      return issuer.issue(session, await this.#record(stretch, [event], outcomes, session));
    });
  }

  /** Sets the cursor where the feed can be read from, with the alarm that says why. */
  async restart(
    department: DepartmentName,
    { from, to, trouble }: { readonly from: CursorPlace; readonly to: CursorPlace; readonly trouble: FeedTrouble },
  ): Promise<readonly NotificationDocument[]> {
    const { store, issuer, trueClock } = this.options;
    const occasion = `${from.feedId}-${String(from.cursor)}-${to.feedId}-${String(to.cursor)}`;
    const draft = feedTroubleDraft(department, { trouble, position: from.cursor, occasion });
    return store.withTransaction(async (session) => {
      await this.#cursors.move(department, from, to, { movedAt: trueClock.now(), session });
      return issuer.issue(session, [draft]);
    });
  }

  async #decide(events: readonly FeedEvent[]): Promise<readonly RuleOutcome[]> {
    const { engine, logger } = this.options;
    const outcomes = await Promise.all(
      events.flatMap((event) => engine.casesOf(event)).map((one) => engine.decide(one)),
    );
    for (const outcome of outcomes) {
      if (!('failure' in outcome) || outcome.failure !== 'RULE_FAILED') continue;
      logger.error({ kind: outcome.case.kind.code, to: outcome.case.to, err: outcome.cause }, 'a rule failed');
    }
    return outcomes;
  }

  /** @returns what is to be issued */
  async #record(
    { department, feedId, entries, hasGap, from }: FeedStretch,
    events: readonly FeedEvent[],
    outcomes: readonly RuleOutcome[],
    session: Session,
  ): Promise<readonly NotificationDraft[]> {
    const at = this.options.trueClock.now();
    const seen = await this.#seen.list(
      events.map(({ id }) => id),
      session,
    );
    const fresh = withoutRepetition(events, seen);
    const isFresh = new Set(fresh.map(({ id }) => id));
    await this.#seen.insert([...isFresh], at, session);
    const poisoned = entries.flatMap((entry) => ('poison' in entry ? [entry] : []));
    await this.#quarantine.replace(
      poisoned.map(({ position, poison, eventId }) => {
        const _id = `${department}:${feedId}:${String(position)}`;
        return { _id, department, feedId, position, reason: poison, at, ...(eventId !== undefined && { eventId }) };
      }),
      session,
    );
    for (const react of this.options.reactions) if (fresh.length > 0) await react(fresh, session);

    const current = outcomes.filter(({ case: { event } }) => isFresh.has(event.id));
    await this.#tasks.insertNew(
      current.flatMap((outcome) => ('failure' in outcome ? [taskOf(department, outcome, at)] : [])),
      session,
    );
    const [firstPoisoned] = poisoned;
    const today = this.options.clock.today();
    const alarms = [
      ...(firstPoisoned === undefined ? [] : [unreadableDraft(department, firstPoisoned.position, today)]),
      ...(hasGap ? [gapDraft(department, feedId, from)] : []),
    ];
    return [...current.flatMap((outcome) => ('draft' in outcome ? (outcome.draft ?? []) : [])), ...alarms];
  }
}

function withoutRepetition(events: readonly FeedEvent[], seen: ReadonlySet<string>): readonly FeedEvent[] {
  const byId = new Map(events.filter(({ id }) => !seen.has(id)).map((event) => [event.id, event]));
  return [...byId.values()];
}

function endOf({ feedId, entries, position }: FeedStretch): CursorPlace {
  const last = entries.at(-1);
  if (last === undefined) return { feedId, cursor: position };
  const lastEventId = 'event' in last ? last.event.id : last.eventId;
  return { feedId, cursor: last.position, ...(lastEventId !== undefined && { lastEventId }) };
}

function taskOf(
  department: DepartmentName,
  { case: { event, kind, to }, failure }: Extract<RuleOutcome, { failure: unknown }>,
  now: Date,
): RuleTaskDocument {
  return {
    _id: ruleTaskId(event, kind.code, to),
    event,
    department,
    kind: kind.code,
    to,
    state: 'WAITING',
    failures: 1,
    reason: failure,
    nextAttemptAt: new Date(now.getTime() + taskBackoffMs(1)),
    claimNo: 0,
    createdAt: now,
  };
}

function gapDraft(department: DepartmentName, feedId: string, from: CursorPlace | undefined): NotificationDraft {
  const position = from?.cursor ?? 0;
  return feedTroubleDraft(department, { trouble: 'GAP', position, occasion: `${feedId}-${String(position)}` });
}
