import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallerName, Clock, HolidayCalendar } from '@hub/domain';
import { dateInShanghai, defaultHolidayCalendar } from '@hub/domain';
import { generateSigningKey } from '@hub/server';
import type { CollectionDefinition, Document, Store } from '@hub/store';
import { openStore } from '@hub/store';
import { deliveryCollection } from '../delivery/delivery.repository.js';
import { defaultLadder, defineKind } from '../kind/define-kind.js';
import type { SubscriptionDocument } from '../subscription/subscription.repository.js';
import { subscriptionCollection } from '../subscription/subscription.repository.js';
import { formerFiguresCollection } from './former-figures.repository.js';
import { NotificationIssuer } from './issuer.js';
import type { NotificationDocument } from './notification.repository.js';
import { counterCollection, notificationCollection } from './notification.repository.js';

/** A kind with everything: two receivers, replies in working days, a ladder. */
export const trialKind = defineKind({
  code: 'N-91',
  title: '试验通报',
  description: 'For trials',
  from: 'labor',
  to: ['police', 'community'],
  trigger: { on: 'hub' },
  content: { place: 'regionCode', people: 'count?' },
  legalBasis: '《居住证暂行条例》第七条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 5 },
  ladder: defaultLadder,
});

/** Figures by village, each with what changed. */
export const trialFigures = defineKind({
  code: 'N-92',
  title: '试验统计',
  description: 'For trials',
  from: 'police',
  to: ['education'],
  trigger: { on: 'hub' },
  content: { place: 'regionCode', children: 'count', places: 'ownCount' },
  series: ['place'],
  legalBasis: '《义务教育法》第十五条',
  dataClass: 'I',
  ladder: [],
});

/** A clock that tests set. */
export interface TrialClock extends Clock {
  set(instant: string): void;
}

export function createTrialClock(instant: string): TrialClock {
  let now = new Date(instant);
  return {
    now: () => now,
    today: () => dateInShanghai(now),
    set: (next) => {
      now = new Date(next);
    },
  };
}

export interface IssuerTrial {
  readonly dataDir: string;
  readonly store: Store;
  readonly clock: TrialClock;
  readonly trueClock: TrialClock;
  readonly keys: readonly [Awaited<ReturnType<typeof generateSigningKey>>];
  readonly issuer: NotificationIssuer;
  /** The holiday tables in force; tests exchange them. */
  calendar: HolidayCalendar;
  issue(...drafts: Parameters<NotificationIssuer['issue']>[1]): Promise<NotificationDocument[]>;
  stop(): Promise<void>;
}

/** An issuer on a real store in a folder of its own. It is Friday, 2026-11-20, ten in the morning. */
export async function startIssuerTrial(
  collections: readonly CollectionDefinition<Document>[] = [],
  { largeCollection }: { readonly largeCollection?: number } = {},
): Promise<IssuerTrial> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-notifications-'));
  const store = await openStore({
    database: 'trial',
    dataDir,
    collections: [
      notificationCollection,
      counterCollection,
      formerFiguresCollection,
      subscriptionCollection,
      deliveryCollection,
      ...collections,
    ],
    ...(largeCollection !== undefined && { largeCollection }),
  });
  const clock = createTrialClock('2026-11-20T10:00:00+08:00');
  const trueClock = createTrialClock('2027-02-01T00:00:00Z');
  const keys = [await generateSigningKey()] as const;
  const issuer = new NotificationIssuer({ store, keys, clock, trueClock, calendar: () => trial.calendar });
  const trial: IssuerTrial = {
    dataDir,
    store,
    clock,
    trueClock,
    keys,
    issuer,
    calendar: defaultHolidayCalendar(),
    issue: (...drafts) => store.withTransaction((session) => issuer.issue(session, drafts)),
    async stop() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return trial;
}

/** A subscription of the kind {@link trialKind}. */
export function trialSubscription(
  _id: string,
  department: CallerName,
  given: Partial<SubscriptionDocument> = {},
): SubscriptionDocument {
  const at = new Date('2026-11-01T00:00:00Z');
  return {
    _id,
    department,
    client: `${department}-system`,
    kinds: [trialKind.code],
    delivery: 'INBOX',
    state: 'ACTIVE',
    secrets: [],
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}
