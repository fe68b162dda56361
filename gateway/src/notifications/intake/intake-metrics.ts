import type { DepartmentName } from '@hub/domain';
import type { Metrics } from '@hub/server';
import { Counter, Gauge } from 'prom-client';
import type { NotificationDocument } from '../notification/notification.repository.js';
import type { Taken } from './event-intake.js';
import type { RuleTaskState } from './rule-task.repository.js';

const taskStates: readonly RuleTaskState[] = ['WAITING', 'QUARANTINED'];

export interface IntakeMetrics {
  /** After the transaction that took them. */
  observeTaken(department: DepartmentName, taken: Taken): void;
  /** After the transaction that issued them, whoever asked for it. */
  observeIssued(issued: readonly NotificationDocument[]): void;
  observeLag(department: DepartmentName, seconds: number): void;
}

/** @param countTasks asked when the metrics are read */
export function createIntakeMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  countTasks: (state: RuleTaskState) => Promise<number>,
): IntakeMetrics {
  const registers = [registry];
  const events = new Counter({
    name: 'hub_events_total',
    help: 'Events taken from the feeds of departments, by department and whether they could be read',
    labelNames: ['department', 'outcome'],
    registers,
  });
  const notifications = new Counter({
    name: 'hub_notifications_total',
    help: 'Bulletins issued, by kind',
    labelNames: ['kind'],
    registers,
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
  const observeIssued = (issued: readonly NotificationDocument[]): void => {
    for (const { kind } of issued) notifications.inc({ kind });
  };
  return {
    observeTaken(department, { events: read, poisoned, issued }) {
      events.inc({ department, outcome: 'taken' }, read);
      if (poisoned > 0) events.inc({ department, outcome: 'quarantined' }, poisoned);
      observeIssued(issued);
    },
    observeIssued,
    observeLag: (department, seconds) => {
      lag.set({ department }, seconds);
    },
  };
}
