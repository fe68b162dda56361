// A program of its own for the end-to-end tests: one hub process that takes the events of a feed in, and may be killed by a
// failpoint on its way. It runs on the built packages, as any program does.
import { readFileSync } from 'node:fs';
import { defaultHolidayCalendar, fixedClock, systemClock } from '@hub/domain';
import { armFailpoint, createLogger, createMetrics, generateSigningKey } from '@hub/server';
import { openStore } from '@hub/store';
import { parseEventsDocument } from '@hub/subgraph';
import { buildSchema } from 'graphql';
import { hubCollections } from '../../../dist/hub/subgraph.js';
import { createIntake, intakeCollections } from '../../../dist/notifications/intake/intake.js';
import { getKind } from '../../../dist/notifications/kinds/catalogue.js';
import { NotificationIssuer } from '../../../dist/notifications/notification/issuer.js';

const [dataDir, feedUrl, failpointName, count] = process.argv.slice(2);
const clock = fixedClock(new Date('2026-11-20T10:00:00+08:00'));
const collections = [...new Set([...hubCollections, ...intakeCollections])];
const store = await openStore({ database: 'trial', dataDir, collections });
const { events } = parseEventsDocument(
  readFileSync(new URL('../../../../schemas/events.json', import.meta.url), 'utf8'),
);
const intake = createIntake({
  store,
  issuer: new NotificationIssuer({
    store,
    keys: [await generateSigningKey()],
    clock,
    trueClock: systemClock,
    calendar: () => defaultHolidayCalendar(),
  }),
  // N-08 is public data: its rule asks nobody
  kinds: [getKind('N-08')],
  executor: { schema: buildSchema('type Query { nobody: Int }') },
  secret: new Uint8Array(32).fill(7),
  departmentUrl: () => feedUrl,
  departments: ['commerce'],
  timeoutMs: 2_000,
  events,
  clock,
  trueClock: systemClock,
  logger: createLogger({ name: 'trial', level: 'silent' }),
  metrics: createMetrics({ name: 'gateway', operations: [], measureProcess: false }),
});
if (failpointName !== undefined) armFailpoint({ name: failpointName, count: Number(count) });
await intake.pullOnce();
await intake.stop();
await store.close();
