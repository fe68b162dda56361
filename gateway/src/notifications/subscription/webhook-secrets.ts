import type { SealedSecret, SubscriptionDocument } from './subscription.repository.js';

/** How long a secret signs beside the one that replaced it; true time. */
export const overlapMs = 24 * 60 * 60 * 1_000;

/** Secrets that sign at this instant, the newest first. */
export function listValidSecrets({ secrets }: SubscriptionDocument, now: Date): readonly SealedSecret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
}

/** The secrets after a change-over: the former current one signs for a day more, expired ones go. */
export function replaceSecret(subscription: SubscriptionDocument, cipher: string, now: Date): readonly SealedSecret[] {
  const former = listValidSecrets(subscription, now).map((secret) => ({
    ...secret,
    expiresAt: secret.expiresAt ?? new Date(now.getTime() + overlapMs),
  }));
  return [{ cipher, createdAt: now }, ...former];
}
