import type { DepartmentName } from '@hub/domain';
import type { Metrics } from '@hub/server';
import { Counter, Gauge } from 'prom-client';
import type { Taken } from './event-intake.js';
import type { RuleTaskState } from './rule-task.repository.js';

const taskStates: readonly RuleTaskState[] = ['WAITING', 'QUARANTINED'];

export interface IntakeMetrics {
  /** After the transaction that took them. */
  observeTaken(department: DepartmentName, taken: Taken): void;
  observeLag(department: DepartmentName, seconds: number): void;
}

/** What is asked of the store when the metrics are read. */
export interface CountedInStore {
  readonly countTasks: (state: RuleTaskState) => Promise<number>;
  /** By kind. */
  readonly countIssued: () => Promise<ReadonlyMap<string, number>>;
}

export function createIntakeMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  { countTasks, countIssued }: CountedInStore,
): IntakeMetrics {
  const registers = [registry];
  const events = new Counter({
    name: 'hub_events_total',
    help: 'Events taken from the feeds of departments, by department and whether they could be read',
    labelNames: ['department', 'outcome'],
    registers,
  });
  new Counter({
    name: 'hub_notifications_total',
    help: 'Bulletins issued by all processes of the hub, by kind',
    labelNames: ['kind'],
    registers,
    async collect() {
      const issued = await countIssued().catch(() => undefined);
      if (issued === undefined) return;
      this.reset();
      for (const [kind, count] of issued) this.inc({ kind }, count);
    },
  });
  const lag = new Gauge({
    name: 'hub_feed_lag_seconds',
    help: 'Age of the last event taken while more are waiting, by department; 0 when none is',
    labelNames: ['department'],
    registers,
  });
  new Gauge({
    name: 'hub_rule_tasks',
    help: 'Rules that could not be decided yet, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const state of taskStates) this.set({ state }, await countTasks(state).catch(() => Number.NaN));
    },
  });
  return {
    observeTaken(department, { events: read, poisoned }) {
      events.inc({ department, outcome: 'taken' }, read);
      if (poisoned > 0) events.inc({ department, outcome: 'quarantined' }, poisoned);
    },
    observeLag: (department, seconds) => {
      lag.set({ department }, seconds);
    },
  };
}
