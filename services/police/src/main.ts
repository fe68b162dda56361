import { loadSecret } from '@hub/server';
import { runDepartment } from '@hub/subgraph';
import { readEnvironment } from './environment.js';
import { createPoliceSubgraph } from './subgraph.js';

await runDepartment('police', readEnvironment, async ({ personKeyFile, mode }) => {
  const personKey = await loadSecret(personKeyFile, { createWhenMissing: mode === 'synthetic' });
  return createPoliceSubgraph({ personKey });
});
