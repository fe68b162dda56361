/** Works through a list, so many at a time; answers in the order of the list. */
export async function inParallel<Item, Result>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const workers = Array.from({ length: width }, async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  });
  await Promise.all(workers);
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
