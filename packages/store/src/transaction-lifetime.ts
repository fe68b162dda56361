/** MongoDB ends a transaction after this; the embedded store too, since nobody else can write meanwhile. */
export const transactionLifetimeMs = 60_000;

/** Rejects when `work` takes longer than a transaction may. */
export async function withinLifetime<R>(work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error('The transaction took longer than 60 seconds and was undone')),
      transactionLifetimeMs,
    );
    timer.unref();
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
