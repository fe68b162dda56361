import { createMetrics } from '@hub/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { status } from '../../../test/webhook-receiver.js';
import { createDeliveryMetrics } from './delivery-metrics.js';
import type { DeliveryTrial } from './delivery.fixture.js';
import { startDeliveryTrial } from './delivery.fixture.js';

let trial: DeliveryTrial;
beforeEach(async () => {
  trial = await startDeliveryTrial();
});
afterEach(() => trial.stop());

it('shows how many deliveries wait, for how long, and how attempts ended', async () => {
  const { registry } = createMetrics({ name: 'gateway', operations: [], measureProcess: false });
  const metrics = createDeliveryMetrics({ registry }, trial.store, trial.trueClock);
  const receiver = await trial.startReceiver();
  await trial.subscribe(receiver.url);
  await trial.tell(3);
  const worker = trial.createWorker({ metrics });
  await worker.runDue();
  receiver.answer = status(500);
  await trial.tell(2);
  await worker.runDue();
  trial.pass(65_000);
  const text = await registry.metrics();
  expect(text).toContain('hub_deliveries{state="DUE",part="gateway"} 2');
  expect(text).toContain('hub_deliveries{state="DEAD",part="gateway"} 0');
  expect(text).toContain('hub_delivery_oldest_due_seconds{part="gateway"} 60');
  expect(text).toContain('hub_delivery_attempts_total{outcome="DELIVERED",part="gateway"} 3');
  expect(text).toContain('hub_delivery_attempts_total{outcome="HTTP_ERROR",part="gateway"} 2');
});
