import type { HubAnswer } from '@hub/server';

/** A bulletin as the stories look at it. */
export interface Bulletin {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly escalations: readonly { readonly level: string }[];
}

interface Page {
  readonly items: readonly Bulletin[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** The page under a root field of the answer; empty when there is none. */
export function pageIn({ data }: HubAnswer, field = 'inbox'): Page {
  const page = data?.[field] as Page | undefined;
  return page ?? { items: [], pageInfo: { endCursor: null, hasNextPage: false } };
}

/** The bulletin under a root field of the answer. */
export function bulletinIn({ data }: HubAnswer, field = 'notification'): Bulletin | undefined {
  return (data?.[field] ?? undefined) as Bulletin | undefined;
}

/** Checks in which state a bulletin is. */
export function mustBe(state: string, field = 'notification') {
  return (answer: HubAnswer): string | undefined => {
    const found = bulletinIn(answer, field)?.state;
    return found === state ? undefined : `the bulletin should be ${state} and is ${String(found)}`;
  };
}

/** Where the next question about an inbox goes on: after what was seen by now. */
export function learnCursor(answer: HubAnswer): Readonly<Record<string, string>> {
  const { endCursor } = pageIn(answer).pageInfo;
  return endCursor === null ? {} : { cursor: endCursor };
}
