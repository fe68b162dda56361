// A program of its own for the end-to-end tests: one hub process that makes and runs what is due, and may be killed by a
// failpoint on its way. It runs on the built packages, as any program does.
import { fixedClock } from '@hub/domain';
import { armFailpoint, createLogger, generateSigningKey } from '@hub/server';
import { openStore } from '@hub/store';
import { hubCollections } from '../../dist/hub/subgraph.js';
import { catalogue } from '../../dist/notifications/kinds/catalogue.js';
import { NotificationIssuer } from '../../dist/notifications/notification/issuer.js';
import { HolidayCalendarStore } from '../../dist/schedules/calendar/holiday-calendar-store.js';
import { createScheduler } from '../../dist/schedules/create-scheduler.js';
import { defineSchedule } from '../../dist/schedules/define-schedule.js';

const [dataDir, businessTime, trueTime, bulletins, failpointName, count] = process.argv.slice(2);
const clock = fixedClock(new Date(businessTime));
const trueClock = fixedClock(new Date(trueTime));
const logger = createLogger({ name: 'trial', level: 'silent' });
const store = await openStore({ database: 'trial', dataDir, collections: hubCollections });
const calendars = new HolidayCalendarStore({ store, clock, logger });
await calendars.open();
const issuer = new NotificationIssuer({
  store,
  keys: [await generateSigningKey()],
  clock,
  trueClock,
  calendar: () => calendars.current(),
});
const village = (index) => `330921200${String(index + 1).padStart(3, '0')}`;
const trial = defineSchedule({
  code: 'trial',
  title: 'Trial (试验)',
  cron: '0 12 * * *',
  timeZone: 'Asia/Shanghai',
  holidayRule: 'none',
  catchUp: 'all',
  kinds: ['N-12'],
  action: (_occurrence, { issue }) =>
    issue(
      Array.from({ length: Number(bulletins) }, (_, index) => ({
        kind: 'N-12',
        to: 'education',
        key: village(index),
        data: { regionCode: village(index), children: 10 + index, intakeBy: '2027-08-31' },
      })),
      { changesOnly: true },
    ),
});
const scheduler = createScheduler({
  store,
  secret: new Uint8Array(32).fill(7),
  clients: new Map(),
  issuer,
  kinds: new Map(catalogue.map((kind) => [kind.code, kind])),
  calendars,
  logger,
  clock,
  trueClock,
  definitions: [trial],
  ticks: false,
});
await scheduler.start();
if (failpointName !== undefined) armFailpoint({ name: failpointName, count: Number(count) });
await scheduler.runDue();
await scheduler.stop();
await store.close();
