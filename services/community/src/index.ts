export * from './intake.js';
export { createCommunitySubgraph } from './subgraph.js';
export type { CommunityScope } from './scope.js';
