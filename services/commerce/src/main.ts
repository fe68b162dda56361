import { runDepartment } from '@hub/subgraph';
import { readEnvironment } from './environment.js';
import { createCommerceSubgraph } from './subgraph.js';

await runDepartment('commerce', readEnvironment, createCommerceSubgraph);
