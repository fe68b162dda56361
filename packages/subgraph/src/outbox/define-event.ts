import type { Content, ContentShape } from './content.js';
import { checkShape } from './content.js';

/** A fact that a department tells the hub when it commits it. */
export interface EventDefinition<S extends ContentShape = ContentShape> {
  /** `<department>.<entity>.<past participle>`: `labor.employment.started`. */
  readonly type: string;
  /** One sentence for whoever reads the catalogue, with the Chinese term in brackets. */
  readonly description: string;
  readonly content: S;
}

/** An event as the feed gives it. */
export interface FeedEvent {
  /** UUIDv7, the same for ever: whoever receives it twice knows. */
  readonly id: string;
  /** Position in the feed: 1, 2, 3 … in commit order, without gaps. */
  readonly sequence: number;
  readonly type: string;
  /** Business time of the fact, ISO 8601 in UTC. */
  readonly occurredAt: string;
  readonly data: Content;
}

/** One answer of a department's feed. */
export interface FeedPage {
  /** Changes when the feed began anew, as after a restore: positions of another feed mean nothing. */
  readonly feedId: string;
  /** Sequence of the oldest event that is still held; `newest + 1` when none is. */
  readonly oldest: number;
  /** Sequence of the last event; 0 before the first. */
  readonly newest: number;
  readonly events: readonly FeedEvent[];
}

const typeForm = /^[a-z-]+(?:\.[a-z-]+){2}$/;

/** @throws RangeError when the type does not have three parts, or the content is of no kinds */
export function defineEvent<const S extends ContentShape>(definition: EventDefinition<S>): EventDefinition<S> {
  if (!typeForm.test(definition.type)) {
    throw new RangeError(`${definition.type} must be like labor.employment.started: department, entity, what happened`);
  }
  checkShape(definition.content, definition.type);
  return definition;
}
