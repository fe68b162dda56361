import type { HubEnvironment } from '@hub/server';
import { readHubEnvironment } from '@hub/server';

export function readEnvironment(): HubEnvironment {
  return readHubEnvironment(process.env);
}
