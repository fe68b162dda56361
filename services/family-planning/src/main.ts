import { runDepartment } from '@hub/subgraph';
import { readEnvironment } from './environment.js';
import { createFamilyPlanningSubgraph } from './subgraph.js';

await runDepartment('family-planning', readEnvironment, createFamilyPlanningSubgraph);
