export * from './intake.js';
export { createPoliceSubgraph } from './subgraph.js';
export type { PoliceScope } from './scope.js';
