import type { Caller } from '@hub/domain';
import { systemClock } from '@hub/domain';
import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import type { Client } from '../access/client.js';
import { clientRegisterOf } from '../access/client-register.js';
import { DeliveryListService } from '../notifications/delivery/delivery-list.service.js';
import type { DeliveryDocument } from '../notifications/delivery/delivery.repository.js';
import { DeliveryRepository } from '../notifications/delivery/delivery.repository.js';
import { BulletinsService } from '../notifications/notification/bulletins.service.js';
import { toNotification } from '../notifications/notification/notification-view.js';
import type { NotificationDocument } from '../notifications/notification/notification.repository.js';
import type { NotificationPageType, NotificationType } from '../notifications/notification/notification.type.js';
import type { Page } from './page/page.js';
import { PersonBudget } from './person/person-budget.js';
import type { HubServices } from './services.js';

/** What the hub reads of many bulletins at once; made per request. */
export interface HubLoaders {
  /** By bulletin. */
  readonly deliveries: DataLoader<string, readonly DeliveryDocument[]>;
}

/** What the hub's resolvers work with. */
export interface HubScope {
  readonly caller: Caller;
  /** The caller's registration. */
  readonly findClient: () => Promise<Client | undefined>;
  /** Checks the tag at the end of person ids. */
  readonly personTagKey: Uint8Array;
  readonly people: PersonBudget;
  readonly services: HubServices;
  readonly loaders: HubLoaders;
  readonly bulletins: BulletinsService;
  readonly deliveryList: DeliveryListService;
  /** A bulletin as the caller may see it. */
  readonly show: (bulletin: NotificationDocument) => NotificationType;
  readonly showPage: (page: Page<NotificationDocument>) => NotificationPageType;
}

export type HubContext = RequestContext<HubScope>;

export function createHubScope(
  { store, caller, trueClock = systemClock, resources: { personTagKey } }: ScopeBase,
  services: () => HubServices,
): HubScope {
  const show = (bulletin: NotificationDocument): NotificationType =>
    toNotification(bulletin, caller.department, services().findKind(bulletin.kind));
  return {
    caller,
    personTagKey,
    people: new PersonBudget(),
    findClient: () => clientRegisterOf(store).findActive(caller.client),
    // Who asks about people needs none of them
    get services() {
      return services();
    },
    loaders: {
      deliveries: createListLoader(new DeliveryRepository(store).collection, 'notificationId', { sort: { _id: 1 } }),
    },
    bulletins: new BulletinsService({ store, trueClock, caller, findKind: (code) => services().findKind(code) }),
    deliveryList: new DeliveryListService(store, caller),
    show,
    showPage: ({ items, ...page }) => ({ ...page, items: items.map(show) }),
  };
}
