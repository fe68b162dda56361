import type { Caller } from '@hub/domain';

/** How a history names who did something: the client, and the officer or job as the calling system knows it. */
export function nameOf({ client, officer }: Pick<Caller, 'client' | 'officer'>): string {
  return `${client} ${officer}`;
}
