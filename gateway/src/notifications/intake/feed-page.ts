import type { DepartmentName } from '@hub/domain';
import type { Content, ContentShape, FeedEvent } from '@hub/subgraph';
import { checkContent } from '@hub/subgraph';
import { z } from 'zod';

/** Why an event cannot be taken: for the alarm and the metrics, never with what it holds. */
export type PoisonReason = 'MALFORMED' | 'UNKNOWN_TYPE' | 'FOREIGN_TYPE' | 'BAD_CONTENT' | 'TOO_LARGE';

/** One place in a feed: the event that stands there, or why none can be read. */
export type FeedEntry =
  | { readonly position: number; readonly event: FeedEvent }
  | { readonly position: number; readonly poison: PoisonReason; readonly eventId?: string };

/** One answer of a feed, each entry checked by itself: what one holds never keeps the next from being read. */
export interface CheckedPage {
  readonly feedId: string;
  readonly oldest: number;
  readonly newest: number;
  /** In order; the positions may leave gaps. */
  readonly entries: readonly FeedEntry[];
}

/** Contents of the events that departments tell, by type. */
export type EventShapes = ReadonlyMap<string, ContentShape>;

const position = z.int().min(0);
const page = z.object({
  feedId: z.string().regex(/^[\w-]{1,64}$/),
  oldest: position,
  newest: position,
  events: z.array(z.unknown()).max(1_000),
});
const event = z.object({
  id: z.string().regex(/^[0-9a-f-]{36}$/),
  type: z.string().max(120),
  occurredAt: z.iso.datetime({ precision: 3 }),
  // As it is: a schema would leave a member named __proto__ out instead of refusing it
  data: z.custom<Content>((data) => isRecord(data) && !Array.isArray(data)),
});

/** @throws z.ZodError when this is no page of a feed at all */
export function checkPage(
  answer: unknown,
  after: number,
  department: DepartmentName,
  shapes: EventShapes,
): CheckedPage {
  const { feedId, oldest, newest, events } = page.parse(answer);
  let last = after;
  const entries = events.map((raw): FeedEntry => {
    last = placeOf(raw, last, newest);
    return checkEvent(raw, last, department, shapes);
  });
  return { feedId, oldest, newest, entries };
}

/** Where an event stands: what says no place, or one that cannot be, stands behind the one before it. */
function placeOf(raw: unknown, last: number, newest: number): number {
  const stated: unknown = isRecord(raw) ? raw['sequence'] : undefined;
  const isPlace = Number.isSafeInteger(stated) && (stated as number) > last && (stated as number) <= newest;
  return isPlace ? (stated as number) : last + 1;
}

function checkEvent(raw: unknown, place: number, department: DepartmentName, shapes: EventShapes): FeedEntry {
  const read = event.safeParse(raw);
  if (!read.success || !isRecord(raw) || raw['sequence'] !== place) return { position: place, poison: 'MALFORMED' };
  const { id, type, occurredAt, data } = read.data;
  const refuse = (poison: PoisonReason): FeedEntry => ({ position: place, poison, eventId: id });
  if (!type.startsWith(`${department}.`)) return refuse('FOREIGN_TYPE');
  const shape = shapes.get(type);
  if (shape === undefined) return refuse('UNKNOWN_TYPE');
  try {
    const content = checkContent(shape, data, type);
    return { position: place, event: { id, sequence: place, type, occurredAt, data: content } };
  } catch {
    return refuse('BAD_CONTENT');
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
