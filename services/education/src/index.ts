export * from './intake.js';
export { createEducationSubgraph } from './subgraph.js';
export type { EducationScope } from './scope.js';
