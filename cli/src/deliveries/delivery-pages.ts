import { askOwnRecords } from '../ask/own-records.js';
import type { Page } from '../ask/page-options.js';
import { most } from '../ask/page-options.js';
import type { Delivery } from './delivery.js';
import { deliveryFields, hasFailed } from './delivery.js';

export interface DeliveriesRequest {
  readonly client: string;
  readonly first: number;
  readonly after?: string;
  readonly state?: string;
}

const query = `query ($first: Int, $after: String, $state: DeliveryState) {
  deliveries(first: $first, after: $after, state: $state) {
    items { ${deliveryFields} } pageInfo { endCursor hasNextPage } totalCount
  }
}`;

/** Pages of those due that are looked through for the ones that were tried. */
const mostPages = 20;

/** One page, of the newest bulletins first. */
export async function fetchDeliveries(request: DeliveriesRequest): Promise<Page<Delivery>> {
  const { client, first, after, state } = request;
  const variables = { first, after, state };
  return (await askOwnRecords<{ readonly deliveries: Page<Delivery> }>({ client, query, variables })).deliveries;
}

export interface FailedDeliveries {
  readonly items: readonly Delivery[];
  /** How many were given up, also beyond those in `items`. */
  readonly dead: number;
  /** How many of those due were looked through, and whether that was all. */
  readonly lookedAt: number;
  readonly isComplete: boolean;
}

/** Those given up, and of the newest that are due those that have failed before; up to `first` of each. */
export async function fetchFailed(client: string, first: number): Promise<FailedDeliveries> {
  const dead = await fetchDeliveries({ client, first, state: 'DEAD' });
  const again: Delivery[] = [];
  let lookedAt = 0;
  let after: string | undefined;
  for (let pages = 0; pages < mostPages && again.length < first; pages += 1) {
    const due = await fetchDeliveries({ client, first: most, state: 'DUE', ...(after !== undefined && { after }) });
    again.push(...due.items.filter(hasFailed));
    lookedAt += due.items.length;
    after = due.pageInfo.hasNextPage ? (due.pageInfo.endCursor ?? undefined) : undefined;
    if (after === undefined) break;
  }
  const items = [...dead.items, ...again.slice(0, first)];
  const isComplete = after === undefined && again.length <= first && !dead.pageInfo.hasNextPage;
  return { items, dead: dead.totalCount, lookedAt, isComplete };
}
