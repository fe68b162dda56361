export * from './intake.js';
export { createFamilyPlanningSubgraph } from './subgraph.js';
export type { FamilyPlanningScope } from './scope.js';
