import type { HubEnvironment } from '@hub/server';
import { readHubEnvironment } from '@hub/server';

/** @throws EnvironmentError with all problems at once */
export function readEnvironment(): HubEnvironment {
  return readHubEnvironment(process.env);
}
