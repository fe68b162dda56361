import type { CallerName, Clock, HolidayCalendar } from '@hub/domain';
import { graphqlNameOf } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Collection, Session, Store } from '@hub/store';
import type { NotificationKind } from '../kind/define-kind.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { EscalationInboxRepository } from './escalation-inbox.repository.js';
import type { LadderPlan, OpenStep } from './ladder-plan.js';
import { planLadder } from './ladder-plan.js';

export interface LadderOptions {
  readonly store: Store;
  /** Business time. */
  readonly clock: Clock;
  readonly calendar: () => HolidayCalendar;
  readonly issuer: NotificationIssuer;
  readonly findKind: (code: string) => NotificationKind | undefined;
  /** E-01, which tells a level that a receipt is overdue. */
  readonly escalationKind: NotificationKind;
  /** Deliveries have become due. */
  readonly wake?: () => void;
  readonly logger: Logger;
}

/** What came of one look at everything that is due. */
export interface LadderRun {
  readonly taken: number;
  /** Steps that nobody can take now: their day lies beyond the holiday tables, or nobody stands for their level. */
  readonly blocked: number;
  readonly failed: number;
}

type Outcome = 'taken' | 'blocked' | 'nothing';
type Fields = Readonly<Record<string, unknown>>;

/** How long after it could not go on the ladder looks again, in business time. */
const blockedMs = 60 * 60 * 1_000;

/**
 * 督办: tells whoever is next when a receipt is overdue, once a step. Any number of processes may run it; a step belongs to
 * whoever moves the bulletin's `nextStepAt` on. Steps missed while no process ran are made up for, in their order.
 */
export class Ladder {
  readonly #notifications: Collection<NotificationDocument>;
  readonly #inboxes: EscalationInboxRepository;

  constructor(private readonly options: LadderOptions) {
    this.#notifications = new NotificationRepository(options.store).collection;
    this.#inboxes = new EscalationInboxRepository(options.store);
  }

  /**
   * Takes every step that is due. One bulletin that cannot be dealt with keeps no other waiting.
   *
   * @param signal ends the work after the step in hand
   */
  async runDue(signal?: AbortSignal): Promise<LadderRun> {
    const run = { taken: 0, blocked: 0, failed: 0 };
    const failed = new Set<string>();
    let again = true;
    while (again) {
      again = false;
      // The lower end says that the index of those with a next step knows them all
      const due = { nextStepAt: { $gt: new Date(0), $lte: this.options.clock.now() } };
      for await (const { _id, nextStepAt } of this.#notifications.find(due, { sort: { nextStepAt: 1 } })) {
        if (signal?.aborted === true) return run;
        if (nextStepAt === undefined || failed.has(_id)) continue;
        const outcome = await this.#step(_id, nextStepAt).catch((error: unknown) => {
          this.options.logger.error({ err: error, notificationId: _id }, 'a step of the ladder failed');
          failed.add(_id);
          return 'failed' as const;
        });
        if (outcome === 'nothing') continue;
        run[outcome] += 1;
        // The next step of the same bulletin may be due as well
        if (outcome === 'taken') again = true;
      }
      if (again) this.options.wake?.();
    }
    if (run.blocked > 0) this.options.logger.error({ blocked: run.blocked }, 'steps of the ladder cannot be taken');
    return run;
  }

  #step(id: string, seen: Date): Promise<Outcome> {
    const { store, clock, calendar } = this.options;
    return store.withTransaction(async (session) => {
      const found = await this.#notifications.findOne({ _id: id, nextStepAt: seen }, { session });
      if (found === null) return 'nothing';
      const now = clock.now();
      const plan = planLadder(found, this.options.findKind(found.kind)?.ladder ?? [], calendar());
      const [step] = plan.steps;
      if (step === undefined || step.at > now) {
        await this.#lookAgain(found, findNextLook(plan.steps, plan, now), session);
        return step === undefined && plan.beyondCalendar ? 'blocked' : 'nothing';
      }
      const inbox = await this.#inboxes.find(step.level, found.to, clock.today(), session);
      if (inbox === undefined) {
        await this.#lookAgain(found, blockedUntil(now), session);
        return 'blocked';
      }
      await this.#lookAgain(found, findNextLook(plan.steps.slice(1), plan, now), session, {
        escalations: { level: step.level, receipt: step.receipt, at: now, inbox },
        history: { at: now, what: 'ESCALATED', by: 'hub', reason: step.level },
      });
      await this.options.issuer.issue(session, [this.#tell(found, step, inbox)]);
      return 'taken';
    });
  }

  /** Fenced by when the bulletin was to be looked at: of two that take a step at once, one does. */
  async #lookAgain(
    { _id, nextStepAt }: NotificationDocument,
    next: Date | undefined,
    session: Session,
    pushed?: Fields,
  ): Promise<void> {
    const { matchedCount } = await this.#notifications.updateOne(
      { _id, nextStepAt },
      {
        ...(next === undefined ? { $unset: { nextStepAt: '' } } : { $set: { nextStepAt: next } }),
        ...(pushed !== undefined && { $push: pushed }),
      },
      { session },
    );
    if (matchedCount === 0) throw new Error('The bulletin was changed at the same time');
  }

  #tell(overdue: NotificationDocument, { receipt, level, dueAt, at }: OpenStep, to: CallerName): NotificationDraft {
    return {
      kind: this.options.escalationKind,
      to,
      sourceId: `${overdue._id}.${receipt}.${level}`,
      sourceAt: at,
      data: {
        notificationId: overdue._id,
        kind: overdue.kind,
        level,
        dueAt: dueAt.toISOString(),
        receiver: graphqlNameOf(overdue.to),
      },
    };
  }
}

/** The earliest step that is left; where only steps beyond the calendar are, a while from now. */
function findNextLook(steps: readonly OpenStep[], { beyondCalendar }: LadderPlan, now: Date): Date | undefined {
  const [next] = steps;
  if (next !== undefined) return next.at;
  return beyondCalendar ? blockedUntil(now) : undefined;
}

function blockedUntil(now: Date): Date {
  return new Date(now.getTime() + blockedMs);
}
