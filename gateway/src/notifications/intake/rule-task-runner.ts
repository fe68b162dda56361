import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import type { Session, Store } from '@hub/store';
import type { NotificationDraft } from '../notification/draft.js';
import type { NotificationIssuer } from '../notification/issuer.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { ruleFailedDraft } from './alarms.js';
import { taskBackoffMs } from './backoff.js';
import type { RuleEngine, RuleFailureReason, RuleOutcome } from './rule-engine.js';
import type { RuleTaskDocument } from './rule-task.repository.js';
import { RuleTaskRepository } from './rule-task.repository.js';

export interface RuleTaskRunnerOptions {
  readonly store: Store;
  readonly issuer: NotificationIssuer;
  readonly engine: RuleEngine;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

type TaskOutcome = Pick<Extract<RuleOutcome, { draft: unknown }>, 'draft'> | Extract<RuleOutcome, { failure: unknown }>;

const batchSize = 100;
/** The hub is told when a rule has failed so often, and once more when it has failed as often as it may. */
const alarmAfter = 3;
const giveUpAfter = 20;

/** Decides what could not be decided when its event came. */
export class RuleTaskRunner {
  readonly #tasks: RuleTaskRepository;

  constructor(private readonly options: RuleTaskRunnerOptions) {
    this.#tasks = new RuleTaskRepository(options.store);
  }

  /** Tries what is due, up to a hundred tasks. @returns how many were tried, and what was issued */
  async runDue(): Promise<{ readonly tried: number; readonly issued: readonly NotificationDocument[] }> {
    const { store, trueClock, logger } = this.options;
    const claimed = await this.#tasks.claimDue(batchSize, trueClock.now());
    if (claimed.length === 0) return { tried: 0, issued: [] };
    const decided = await Promise.all(claimed.map(async (task) => ({ task, outcome: await this.#decide(task) })));
    const issued = await store.withTransaction(async (session) => {
      const drafts: NotificationDraft[] = [];
      for (const { task, outcome } of decided) drafts.push(...(await this.#settle(task, outcome, session)));
      return this.options.issuer.issue(session, drafts);
    });
    for (const { task, outcome } of decided) {
      if (!('failure' in outcome)) continue;
      const { kind, to, failures } = task;
      logger.warn({ kind, to, reason: outcome.failure, failures: failures + 1 }, 'a rule could not be decided');
    }
    return { tried: claimed.length, issued };
  }

  async #decide({ event, kind, to }: RuleTaskDocument): Promise<TaskOutcome> {
    const ruleCase = this.options.engine.findCase(event, kind, to);
    // A bulletin that is in the catalogue no more is told to nobody
    return ruleCase === undefined ? { draft: undefined } : this.options.engine.decide(ruleCase);
  }

  async #settle(task: RuleTaskDocument, outcome: TaskOutcome, session: Session): Promise<readonly NotificationDraft[]> {
    if ('draft' in outcome) {
      const isOurs = await this.#tasks.finish(task, session);
      return isOurs && outcome.draft !== undefined ? [outcome.draft] : [];
    }
    const failed = this.#afterFailure(task, outcome.failure);
    if (!(await this.#tasks.fail(task, failed, session))) return [];
    const isTold = failed.failures === alarmAfter || failed.failures === giveUpAfter;
    return isTold ? [ruleFailedDraft(task, failed)] : [];
  }

  #afterFailure(
    { failures: before }: RuleTaskDocument,
    reason: RuleFailureReason,
  ): Pick<RuleTaskDocument, 'failures' | 'reason' | 'state' | 'nextAttemptAt'> {
    const failures = before + 1;
    // Waiting helps where a department is down or a table is missing; a rule that throws will throw again
    const state = reason === 'RULE_FAILED' && failures >= giveUpAfter ? 'QUARANTINED' : 'WAITING';
    const nextAttemptAt = new Date(this.options.trueClock.now().getTime() + taskBackoffMs(failures));
    return { failures, reason, state, nextAttemptAt };
  }
}
