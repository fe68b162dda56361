/**
 * MongoDB cannot be reached now, has no primary, or cannot keep a write on a majority of its members. Nothing is wrong with what was
 * asked, and it may be asked again. Of a write it is not known whether it was kept, so only one that does no harm twice may be.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
