import { runDepartment } from '@hub/subgraph';
import { readEnvironment } from './environment.js';
import { createEducationSubgraph } from './subgraph.js';

await runDepartment('education', readEnvironment, createEducationSubgraph);
