import type { DeliveryAttempt, DeliveryDocument } from './delivery.repository.js';
import type { DeliveryType } from './delivery.type.js';

/** Attempts of several deliveries, as they were made. */
export function listAttempts(deliveries: readonly DeliveryDocument[]): readonly DeliveryAttempt[] {
  return deliveries.flatMap(({ history }) => history).sort((a, b) => a.at.getTime() - b.at.getTime());
}

export function toDelivery({ _id: id, history, nextAttemptAt, state, ...delivery }: DeliveryDocument): DeliveryType {
  const { notificationId, subscriptionId, department, kind, cancelledReason, createdAt, finishedAt } = delivery;
  return {
    id,
    notificationId,
    subscriptionId,
    department,
    kind,
    state,
    ...(state === 'DUE' && { nextAttemptAt }),
    attempts: history,
    ...(cancelledReason !== undefined && { cancelledReason }),
    createdAt,
    ...(finishedAt !== undefined && { finishedAt }),
  };
}
