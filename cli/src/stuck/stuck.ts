import { askOwnRecords } from '../ask/own-records.js';
import type { Page } from '../ask/page-options.js';

/** An event of which it is not decided whether a receiver is told. */
export interface UndecidedRule {
  readonly id: string;
  readonly kind: string;
  readonly receiver: string;
  readonly department: string;
  readonly state: string;
  readonly failures: number;
  readonly reason: string;
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
}

/** A place in a feed whose event cannot be read. */
export interface UnreadEvent {
  readonly id: string;
  readonly department: string;
  readonly position: number;
  readonly reason: string;
  readonly at: string;
}

/** A schedule whose last due instant was given up. */
export interface FailedSchedule {
  readonly code: string;
  readonly dueAt: string;
}

export interface Stuck {
  readonly undecidedRules: Page<UndecidedRule>;
  readonly unreadEvents: Page<UnreadEvent>;
  readonly failedSchedules: readonly FailedSchedule[];
}

interface Answer extends Omit<Stuck, 'failedSchedules'> {
  readonly schedules: readonly {
    readonly code: string;
    readonly lastOccurrence: { readonly dueAt: string; readonly state: string } | null;
  }[];
}

const query = `query ($first: Int) {
  undecidedRules(first: $first) {
    items { id kind receiver department eventId state failures reason nextAttemptAt createdAt }
    pageInfo { endCursor hasNextPage } totalCount
  }
  unreadEvents(first: $first) { items { id department position reason at } pageInfo { endCursor hasNextPage } totalCount }
  schedules { code lastOccurrence { dueAt state } }
}`;

/** The first of what the hub could not do by itself. */
export async function fetchStuck(client: string, first: number): Promise<Stuck> {
  const { schedules, ...pages } = await askOwnRecords<Answer>({ client, query, variables: { first } });
  const failedSchedules = schedules.flatMap(({ code, lastOccurrence }) =>
    lastOccurrence?.state === 'FAILED' ? [{ code, dueAt: lastOccurrence.dueAt }] : [],
  );
  return { ...pages, failedSchedules };
}
