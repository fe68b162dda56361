import { runDepartment } from '@hub/subgraph';
import { readEnvironment } from './environment.js';
import { createLaborSubgraph } from './subgraph.js';

await runDepartment('labor', readEnvironment, createLaborSubgraph);
