import { runProcess } from '@hub/server';
import type { CreatedHub } from './create-hub.js';
import { createHub } from './create-hub.js';
import { welcome } from './welcome.js';

/** Runs the seven in this process until a signal. */
export async function runHub(): Promise<void> {
  let created: CreatedHub | undefined;
  await runProcess({
    name: 'hub',
    create: async () => {
      created = await createHub();
      return created.hub;
    },
    started: () => {
      if (created === undefined) return;
      process.stdout.write(welcome(created.environment, created.hub.getAddress().url, created.getTownship()));
    },
  });
}
