export * from './intake.js';
export { createLaborSubgraph } from './subgraph.js';
export type { LaborScope } from './scope.js';
