import { askOwnRecords } from '../ask/own-records.js';

/** Which bulletins a department has delivered, and where. */
export interface Subscription {
  readonly id: string;
  readonly state: 'ACTIVE' | 'PAUSED' | 'DISABLED' | 'DELETED';
  readonly kinds: readonly string[];
  readonly delivery: 'WEBHOOK' | 'INBOX';
  readonly url: string | null;
  readonly disabledReason: string | null;
  readonly failingSince: string | null;
}

/** Selection of {@link Subscription}. */
export const subscriptionFields = 'id state kinds delivery url disabledReason failingSince createdAt updatedAt';

export interface SubscriptionPayload {
  readonly subscription: Subscription;
  /** Of a webhook that is new or has a new key; told this once. */
  readonly secret: string | null;
  /** Of one that was resumed. */
  readonly backlog: { readonly policy: string; readonly count: number } | null;
}

type Change = 'create' | 'pause' | 'resume' | 'delete';

/** Changes a subscription of the client's department. */
export async function changeSubscription(
  change: Change | 'rotateSecret',
  client: string,
  input: Readonly<Record<string, unknown>>,
): Promise<SubscriptionPayload> {
  const name = change === 'rotateSecret' ? 'rotateSubscriptionSecret' : `${change}Subscription`;
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${inputType}!) {
    payload: ${name}(input: $input) { subscription { ${subscriptionFields} } secret backlog { policy count } }
  }`;
  const asked = { client, query, variables: { input } };
  return (await askOwnRecords<{ readonly payload: SubscriptionPayload }>(asked)).payload;
}
