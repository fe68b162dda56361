export * from './port.js';
export { openStore, type OpenStoreOptions } from './open-store.js';
export { StoreOpenError } from './store-open-error.js';
