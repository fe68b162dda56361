/** The store could not be opened; the message says what to change. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
}
