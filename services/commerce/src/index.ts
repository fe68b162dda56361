export * from './intake.js';
export { createCommerceSubgraph } from './subgraph.js';
export type { CommerceScope } from './scope.js';
