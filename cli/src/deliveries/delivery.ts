/** One bulletin to one subscription. */
export interface Delivery {
  readonly id: string;
  readonly notificationId: string;
  readonly subscriptionId: string;
  readonly department: string;
  readonly kind: string;
  readonly state: string;
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly Attempt[];
  readonly cancelledReason: string | null;
}

interface Attempt {
  readonly attempt: number;
  readonly at: string;
  readonly outcome: string;
  readonly responseCode: number | null;
}

/** Selection of {@link Delivery}. */
export const deliveryFields = `id notificationId subscriptionId department kind state nextAttemptAt cancelledReason createdAt
  finishedAt attempts { attempt at outcome responseCode nextAttemptAt }`;

export function lastAttempt({ attempts }: Delivery): Attempt | undefined {
  return attempts.at(-1);
}

/** Given up; or due again because the last attempt failed. */
export function hasFailed(delivery: Delivery): boolean {
  if (delivery.state === 'DEAD') return true;
  const outcome = lastAttempt(delivery)?.outcome;
  return delivery.state === 'DUE' && outcome !== undefined && outcome !== 'DELIVERED';
}
