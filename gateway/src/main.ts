import { armFailpoint, createBusinessClock, createLogger, loadSecret, runProcess } from '@hub/server';
import { createGateway } from './create-gateway.js';
import { readEnvironment } from './environment.js';

await runProcess({
  name: 'gateway',
  create: async () => {
    const environment = readEnvironment();
    armFailpoint(environment.failpoint);
    const secret = await loadSecret(environment.secretFile, { createWhenMissing: environment.mode === 'synthetic' });
    const logger = createLogger({ name: 'gateway', level: environment.logLevel });
    return createGateway({ environment, secret, logger, clock: createBusinessClock(environment) });
  },
});
