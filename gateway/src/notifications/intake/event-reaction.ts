import type { Session } from '@hub/store';
import type { FeedEvent } from '@hub/subgraph';

/**
 * What else follows from events than new bulletins, such as the answer to an earlier one. Runs in the transaction that takes
 * the events, once for each event, before bulletins are issued of them; it may run again when the transaction is undone.
 */
export type EventReaction = (events: readonly FeedEvent[], session: Session) => Promise<void>;
