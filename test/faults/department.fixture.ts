import type { CallerName } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { HubAnswer, HubClient } from '@hub/server';
import type { Input } from '../stories/office.fixture.js';
import { mutationText, UnexpectedAnswer } from '../stories/office.fixture.js';
import type { Bulletin, DeliveryShown, Subscribed } from './evidence.js';
import type { Receiver } from './receiver.fixture.js';

const own = { purpose: 'OWN_RECORDS', officer: 'counter-1' } as const;
const pageSize = 100;

interface Page<T> {
  readonly items: readonly T[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly totalCount: number;
}

type InboxItem = Omit<Bulletin, 'to' | 'subject'> & { readonly data: { readonly personId?: string } | null };

/** The system of a department, which asks the hub over HTTP as any department's does. */
export class Department {
  constructor(
    readonly name: CallerName,
    private readonly client: HubClient,
  ) {}

  /** @returns undefined when no whole answer came: it may have been done or not */
  async tell(mutation: string, input: Input, selection: string): Promise<HubAnswer | undefined> {
    try {
      const answer = await this.client.ask(mutationText(mutation, selection), { input }, own);
      return (answer.errors ?? []).some(({ extensions }) => leavesOpen.has(String(extensions['code'])))
        ? undefined
        : answer;
    } catch (error) {
      // A connection that broke, or an answer that was cut short
      if (error instanceof HubError || error instanceof TypeError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** @throws UnexpectedAnswer unless it was done */
  async record<T = { readonly id: string }>(mutation: string, input: Input, selection = '{ id }'): Promise<T> {
    const answer = await this.client.ask(mutationText(mutation, selection), { input }, own);
    const made = answer.data?.[mutation];
    if (answer.errors !== undefined || made === undefined || made === null) throw new UnexpectedAnswer(answer);
    return made as T;
  }

  async subscribe(receiver: Receiver, kinds: readonly string[]): Promise<Subscribed> {
    const input = { idempotencyKey: `subscribe ${receiver.name}`, kinds, delivery: 'WEBHOOK', url: receiver.url };
    const made = await this.record<{ readonly subscription: { readonly id: string }; readonly secret: string }>(
      'createSubscription',
      input,
      '{ subscription { id } secret }',
    );
    receiver.trust(made.secret);
    return { id: made.subscription.id, receiver: receiver.name, department: this.name, kinds };
  }

  /** Everything that was ever sent to the department. */
  async listBulletins(): Promise<readonly Bulletin[]> {
    const items = await this.#listAll<InboxItem>('inbox', 'id kind number previousNumber data');
    return items.map(({ data, ...rest }) => ({ ...rest, to: this.name, subject: data?.personId ?? '' }));
  }

  listDeliveries(): Promise<readonly DeliveryShown[]> {
    return this.#listAll<DeliveryShown>('deliveries', 'notificationId subscriptionId state');
  }

  /** How many deliveries are not finished. */
  async countOpenDeliveries(): Promise<number> {
    const ask = 'deliveries(first: 1, state: DUE) { totalCount }';
    const { deliveries } = await this.read<{ deliveries: { readonly totalCount: number } }>(`{ ${ask} }`);
    return deliveries.totalCount;
  }

  async countBulletins(): Promise<number> {
    const { inbox } = await this.read<{ inbox: { readonly totalCount: number } }>('{ inbox(first: 1) { totalCount } }');
    return inbox.totalCount;
  }

  /** @throws UnexpectedAnswer unless all of it was answered */
  async read<T>(query: string, variables: Input = {}): Promise<T> {
    const answer = await this.client.ask(query, variables, own);
    if (answer.errors !== undefined || !answer.data) throw new UnexpectedAnswer(answer);
    return answer.data as T;
  }

  async #listAll<T>(field: string, selection: string): Promise<readonly T[]> {
    const query = `query ($after: String) {
      ${field}(first: ${String(pageSize)}, after: $after) { items { ${selection} } pageInfo { endCursor hasNextPage } }
    }`;
    const found: T[] = [];
    for (let after: string | null = null; ;) {
      const data: Readonly<Record<string, Page<T>>> = await this.read(query, { after });
      const page = data[field];
      found.push(...(page?.items ?? []));
      if (page === undefined || !page.pageInfo.hasNextPage) return found;
      after = page.pageInfo.endCursor;
    }
  }
}

/** Errors that do not say whether it was done. */
const leavesOpen: ReadonlySet<string> = new Set(['DEPARTMENT_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED']);
