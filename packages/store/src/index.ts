export * from './port.js';
export { backupEmbeddedStores, type BackupOptions } from './embedded/backup.js';
export { openStore, type OpenStoreOptions } from './open-store.js';
export { StoreOpenError } from './store-open-error.js';
export { StoreUnavailableError } from './store-unavailable-error.js';
