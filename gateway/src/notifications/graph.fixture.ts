import type { CallerName, PurposeCode } from '@hub/domain';
import { createLogger } from '@hub/server';
import { countReads } from '@hub/testing';
import type { SubgraphAnswer } from '../federation/subgraph-link.js';
import { createHubLink } from '../federation/hub-link.js';
import type { HubServices } from '../hub/services.js';
import { createHubSubgraph, hubCollections } from '../hub/subgraph.js';
import { HolidayYearService } from '../schedules/calendar/holiday-year.service.js';
import { createScheduleList } from '../schedules/schedule-list.js';
import { deliveryCollection } from './delivery/delivery.repository.js';
import { RedeliveryService } from './delivery/redelivery.service.js';
import { TargetGuard } from './delivery/target-guard.js';
import { RepairService } from './intake/repair/repair.service.js';
import { catalogue } from './kinds/catalogue.js';
import { formerFiguresCollection } from './notification/former-figures.repository.js';
import { trialKind } from './notification/issuer.fixture.js';
import { counterCollection, notificationCollection } from './notification/notification.repository.js';
import { escalationInboxCollection } from './receipt/escalation-inbox.repository.js';
import type { ReceiptTrial } from './receipt/receipt.fixture.js';
import { findTrialKind, officerOf, startReceiptTrial } from './receipt/receipt.fixture.js';
import { SecretSealer } from './subscription/secret-sealer.js';
import { subscriptionCollection } from './subscription/subscription.repository.js';
import { SubscriptionService } from './subscription/subscription.service.js';

export interface GraphTrial extends ReceiptTrial {
  /** Asks the hub's subgraph as an officer of a department, as the gateway does. */
  ask(
    department: CallerName,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    purpose?: PurposeCode,
  ): Promise<SubgraphAnswer>;
  /** Reads that resolvers made since the last call, by collection; those of services left out. */
  takeReads(): Readonly<Record<string, number>>;
  /** The same for a mutation with one input; gives what it answers, or the code, field and reason that it is refused with. */
  change(department: CallerName, mutation: string, input: object, selection?: string): Promise<ChangeAnswer>;
}

export interface ChangeAnswer {
  readonly answer?: Readonly<Record<string, unknown>>;
  /** `BAD_USER_INPUT input.kinds UNKNOWN_KIND`. */
  readonly refusal?: string;
}

/** Collections that a trial of receipts has anyway. */
const ofReceipts: ReadonlySet<string> = new Set(
  [
    notificationCollection,
    counterCollection,
    formerFiguresCollection,
    subscriptionCollection,
    deliveryCollection,
    escalationInboxCollection,
  ].map(({ name }) => name),
);

/** The graph of the hub on a real store with the real services behind it, and true time that tests set. */
export async function startGraphTrial(): Promise<GraphTrial> {
  const others = hubCollections.filter(({ name }) => !ofReceipts.has(name));
  const trial = await startReceiptTrial({ collections: others });
  const { store, clock, trueClock, issuer, receipts, recalls } = trial;
  const contentKey = new Uint8Array(32);
  const resources = { synthetic: true, personTagKey: contentKey, contentKey };
  const timing = { store, clock, trueClock };
  const guard = new TargetGuard({ allow: [{ cidr: '127.0.0.0/8', port: 4999 }] });
  const wake = (): void => undefined;
  const services: HubServices = {
    subscriptions: new SubscriptionService({
      ...timing,
      resources,
      guard,
      sealer: new SecretSealer(contentKey),
      issuer,
      kinds: [...catalogue, trialKind],
      wake,
    }),
    redelivery: new RedeliveryService({ store, trueClock, wake }),
    receipts,
    recalls,
    schedules: createScheduleList(store),
    holidayYears: new HolidayYearService({ ...timing, resources, onLoaded: () => Promise.resolve() }),
    // No department tells this hub anything
    repairs: new RepairService({ store, trueClock, readAgain: () => Promise.resolve('gone') }),
    findKind: findTrialKind,
  };
  const { definition, takeReads } = countReads(createHubSubgraph(() => services));
  const link = createHubLink(definition, {
    ...timing,
    resources,
    logger: createLogger({ name: 'trial', level: 'silent' }),
  });
  const ask: GraphTrial['ask'] = (department, query, variables = {}, purpose = 'OWN_RECORDS') =>
    link.ask({ query, variables, caller: { ...officerOf(department), purpose }, requestId: 'request-1' });
  return Object.assign(trial, {
    takeReads,
    ask,
    async change(department: CallerName, mutation: string, input: object, selection = '{ __typename }') {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      const text = `mutation ($input: ${type}) { ${mutation}(input: $input) ${selection} }`;
      const { data, errors } = await ask(department, text, { input });
      const extensions = errors?.[0]?.extensions;
      if (extensions === undefined) return { answer: data?.[mutation] as Readonly<Record<string, unknown>> };
      const told = ['code', 'field', 'reason'].flatMap((name) => extensions[name] ?? []);
      return { refusal: told.map(String).join(' ') };
    },
  });
}
