import { badInput } from '@hub/domain';
import { refuseOutside } from '@hub/subgraph';
import type { PageArguments } from './page.input.js';

/** Part of a list that can grow. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly pageInfo: { readonly endCursor?: string; readonly hasNextPage: boolean };
  /** Counted when it is asked for. */
  readonly count: () => Promise<number>;
}

const usual = 20;
const most = 100;
const cursorForm = /^[A-Za-z0-9_-]{1,200}$/;

export interface PageRequest {
  readonly first: number;
  /** Place in the list that the page comes after. */
  readonly after?: string;
  readonly afterCursor?: string;
}

/**
 * @param place what a place in this list looks like
 * @throws HubError BAD_USER_INPUT for `first` outside 1 to 100, or an `after` that no page of this list gave
 */
export function parsePage({ first, after }: PageArguments, place: RegExp): PageRequest {
  const size = first ?? usual;
  refuseOutside(size, { least: 1, most }, 'first');
  if (after === undefined || after === null) return { first: size };
  const decoded = cursorForm.test(after) ? Buffer.from(after, 'base64url').toString('utf8') : '';
  if (!place.test(decoded)) {
    throw badInput('after', 'after must be the endCursor of a page of this list; copy it whole', 'BAD_CURSOR');
  }
  return { first: size, after: decoded, afterCursor: after };
}

/**
 * @param found up to one more than was asked for
 * @param placeOf where an item stands in the list
 */
export function toPage<T>(
  found: readonly T[],
  { first, afterCursor }: PageRequest,
  { placeOf, count }: { readonly placeOf: (item: T) => string; readonly count: () => Promise<number> },
): Page<T> {
  const items = found.slice(0, first);
  const last = items.at(-1);
  const endCursor = last === undefined ? afterCursor : Buffer.from(placeOf(last), 'utf8').toString('base64url');
  return {
    items,
    pageInfo: { ...(endCursor !== undefined && { endCursor }), hasNextPage: found.length > first },
    count,
  };
}
