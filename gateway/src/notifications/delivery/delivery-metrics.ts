import type { Clock } from '@hub/domain';
import type { Metrics } from '@hub/server';
import type { Store } from '@hub/store';
import { Counter, Gauge } from 'prom-client';
import type { CarryOutcome } from './delivery-courier.js';
import { DeliveryRepository } from './delivery.repository.js';

export interface DeliveryMetrics {
  observeAttempt(outcome: CarryOutcome): void;
}

/** Those that somebody waits for or has to look at; what is delivered is counted by attempts, at no cost. */
const watchedStates = ['DUE', 'HELD', 'PAUSED', 'DEAD'] as const;

/** Figures of the deliveries, asked of the store when they are scraped. Labels are states and outcomes, never receivers. */
export function createDeliveryMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  store: Store,
  trueClock: Pick<Clock, 'now'>,
): DeliveryMetrics {
  const deliveries = new DeliveryRepository(store);
  const registers = [registry];
  new Gauge({
    name: 'hub_deliveries',
    help: 'Deliveries that are open or dead, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const state of watchedStates) this.set({ state }, await deliveries.collection.countDocuments({ state }));
    },
  });
  new Gauge({
    name: 'hub_delivery_oldest_due_seconds',
    help: 'How long ago the first delivery that is due was to be attempted; 0 when none is late',
    registers,
    async collect() {
      const now = trueClock.now().getTime();
      const late = (await deliveries.listDue()).map(({ nextAttemptAt }) => now - nextAttemptAt.getTime());
      this.set(Math.max(0, ...late) / 1_000);
    },
  });
  const attempts = new Counter({
    name: 'hub_delivery_attempts_total',
    help: 'Attempts to deliver, by outcome; NOT_SENT: claimed, and held back or cancelled instead',
    labelNames: ['outcome'],
    registers,
  });
  return { observeAttempt: (outcome) => attempts.inc({ outcome }) };
}
