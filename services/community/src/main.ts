import { runDepartment } from '@hub/subgraph';
import { readEnvironment } from './environment.js';
import { createCommunitySubgraph } from './subgraph.js';

await runDepartment('community', readEnvironment, createCommunitySubgraph);
