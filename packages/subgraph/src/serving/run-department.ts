import type { DepartmentName } from '@hub/domain';
import type { HubEnvironment } from '@hub/server';
import { armFailpoint, createBusinessClock, createLogger, loadSecret, runProcess } from '@hub/server';
import type { SubgraphDefinition } from '../define-subgraph.js';
import { createSubgraphService } from './subgraph-service.js';

/**
 * The whole of a department's `main.ts`: reads the environment, builds the department and runs it until a signal.
 *
 * @param define makes the table of contents, with what this department alone needs from the environment
 */
export async function runDepartment<Scope>(
  name: DepartmentName,
  readEnvironment: () => HubEnvironment,
  define: (environment: HubEnvironment) => Promise<SubgraphDefinition<Scope>> | SubgraphDefinition<Scope>,
): Promise<void> {
  await runProcess({
    name,
    create: async () => {
      const environment = readEnvironment();
      armFailpoint(environment.failpoint);
      const secret = await loadSecret(environment.secretFile, { createWhenMissing: environment.mode === 'synthetic' });
      const logger = createLogger({ name, level: environment.logLevel });
      return createSubgraphService(await define(environment), {
        environment,
        secret,
        logger,
        clock: createBusinessClock(environment),
      });
    },
  });
}
