import type { Session } from '@hub/store';
import type { ScopeBase } from '../context/request-context.js';
import { newRecordId } from '../record-id.js';
import type { ContentShape, StatedContent } from './content.js';
import { checkContent } from './content.js';
import type { EventDefinition } from './define-event.js';
import { OutboxRepository } from './outbox.repository.js';

/**
 * Tells the hub a fact, in the transaction that makes it one: both are committed or neither is. Call it as the last write of
 * the transaction, since from here on the department's other writers wait.
 *
 * @throws RangeError when the department's table of contents does not list the event, or when the data do not fit its
 *   content: nothing commits then
 */
export async function recordEvent<S extends ContentShape>(
  { store, clock, events = [] }: Pick<ScopeBase, 'store' | 'clock' | 'events'>,
  session: Session,
  definition: EventDefinition<S>,
  data: StatedContent<S>,
): Promise<void> {
  const { type, content } = definition;
  if (!events.includes(definition)) {
    throw new RangeError(`${type} is not among the events of the department; list it in its table of contents`);
  }
  const checked = checkContent(content, data, type);
  const outbox = new OutboxRepository(store);
  const occurredAt = clock.now();
  const sequence = await outbox.takeSequence(session);
  await outbox.insert({ _id: newRecordId(occurredAt), sequence, type, data: checked, occurredAt }, session);
}
