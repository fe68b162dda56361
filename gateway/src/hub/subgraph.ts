import type { CollectionDefinition, Document } from '@hub/store';
import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, idempotencyCollection } from '@hub/subgraph';
import { assertionCollection } from '../access/assertion-register.js';
import { clientCollection } from '../access/client-register.js';
import { deliveryCollection } from '../notifications/delivery/delivery.repository.js';
import { DeliveryPageResolver, DeliveryResolver } from '../notifications/delivery/delivery.resolver.js';
import { intakeCollections } from '../notifications/intake/intake.js';
import { UndecidedRuleResolver, UnreadEventResolver } from '../notifications/intake/repair/repair.resolver.js';
import { formerFiguresCollection } from '../notifications/notification/former-figures.repository.js';
import { counterCollection, notificationCollection } from '../notifications/notification/notification.repository.js';
import { NotificationPageResolver, NotificationResolver } from '../notifications/notification/notification.resolver.js';
import { escalationInboxCollection } from '../notifications/receipt/escalation-inbox.repository.js';
import { RecallResolver } from '../notifications/receipt/recall.resolver.js';
import { ReceiptResolver } from '../notifications/receipt/receipt.resolver.js';
import { subscriptionCollection } from '../notifications/subscription/subscription.repository.js';
import { SubscriptionResolver } from '../notifications/subscription/subscription.resolver.js';
import { HolidayYearResolver } from '../schedules/calendar/holiday-year.resolver.js';
import { scheduleCollections } from '../schedules/schedule-collections.js';
import { ScheduleResolver } from '../schedules/schedule.resolver.js';
import { ClientResolver } from './client/client.resolver.js';
import { findPerson } from './person/person.reference.js';
import { PersonResolver } from './person/person.resolver.js';
import { hubPolicy } from './policy.js';
import type { HubScope } from './scope.js';
import { createHubScope } from './scope.js';
import type { HubServices } from './services.js';

/** Collections of the hub's own store. */
export const hubCollections: readonly CollectionDefinition<Document>[] = [
  clientCollection,
  assertionCollection,
  idempotencyCollection,
  notificationCollection,
  counterCollection,
  formerFiguresCollection,
  subscriptionCollection,
  deliveryCollection,
  escalationInboxCollection,
  ...intakeCollections,
  ...scheduleCollections,
];

/**
 * The hub's own part of the graph. The roots `person` and `persons` stand here so that a lookup goes to all departments in
 * one wave and needs none of them: police, too, may be down.
 *
 * @param services asked for by each request, since they are made when the address of the hub is known; a schema alone
 *   needs none
 */
export function createHubSubgraph(services: () => HubServices = notServed): SubgraphDefinition<HubScope> {
  return defineSubgraph({
    name: 'hub',
    resolvers: [
      PersonResolver,
      ClientResolver,
      NotificationResolver,
      NotificationPageResolver,
      ReceiptResolver,
      RecallResolver,
      SubscriptionResolver,
      DeliveryResolver,
      DeliveryPageResolver,
      ScheduleResolver,
      UndecidedRuleResolver,
      UnreadEventResolver,
      HolidayYearResolver,
    ],
    references: { Person: findPerson },
    collections: hubCollections,
    policy: hubPolicy,
    createScope: (base) => createHubScope(base, services),
  });
}

function notServed(): never {
  throw new Error('The hub answers nothing before its services are made');
}
