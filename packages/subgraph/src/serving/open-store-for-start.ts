import { StartupError } from '@hub/server';
import type { OpenStoreOptions, Store } from '@hub/store';
import { openStore, StoreOpenError } from '@hub/store';

/**
 * Opens a store when a process starts.
 *
 * @throws StartupError in words for the person who starts it, when the store cannot be opened
 */
export async function openStoreForStart(options: OpenStoreOptions): Promise<Store> {
  try {
    return await openStore(options);
  } catch (error) {
    if (error instanceof StoreOpenError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}
