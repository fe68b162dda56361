import type { SubscriptionPayload } from './subscription.js';

/** The secret alone goes to stdout, so that it can be led into a file; what is said about it does not. */
export function printSecret({ subscription, secret }: SubscriptionPayload): void {
  const { id, state, kinds, url, delivery } = subscription;
  process.stderr.write(`${id} ${state} ${kinds.join(',')} to ${url ?? delivery}\n`);
  if (secret === null) {
    process.stdout.write(`${id}\n`);
    return;
  }
  process.stdout.write(`${secret}\n`);
  process.stderr.write('This is the only time that the secret is shown: store it where only the receiver reads it\n');
}
