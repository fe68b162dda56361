import type { Store } from '@hub/store';

/** Beyond this nobody is waited for: whoever writes so long may never end, and the store can do without the order. */
const longestWaitMs = 1_000;

const lastOf = new WeakMap<Store, Promise<unknown>>();

/**
 * Lets the writers of one store in this process write one after another, in the order they came. They all end at one row,
 * the feed's counter: on MongoDB, of those that write at once one commits and the others begin again, later each time, until
 * some of them have waited longer than their callers do. It is a courtesy, not a lock: writers in other processes, and those
 * behind one that does not end, meet at the counter as before.
 */
export function inWritingOrder<T>(store: Store, work: () => Promise<T>, waitMs = longestWaitMs): Promise<T> {
  const before = lastOf.get(store);
  const turn = before === undefined ? work() : noLongerThan(waitMs, before).then(work);
  lastOf.set(
    store,
    turn.catch(() => undefined),
  );
  return turn;
}

function noLongerThan(ms: number, before: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void before.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
