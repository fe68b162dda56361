import type { Content } from '@hub/subgraph';
import type { ClosingEvent } from '../kind/define-kind.js';

/**
 * What a bulletin and the event that answers it have in common, as one text: `police.residence.registered|personId=p0…`. It is kept
 * with the bulletin while an answer is expected, so that an event finds what it answers in one read.
 *
 * @returns undefined when nothing closes the bulletin, or when one of the values is missing
 */
export function subjectKeyOf(closing: ClosingEvent | undefined, data: Content): string | undefined {
  if (closing === undefined) return undefined;
  if (closing.match.some((name) => data[name] === undefined)) return undefined;
  return [closing.event, ...closing.match.map((name) => `${name}=${String(data[name])}`)].join('|');
}
