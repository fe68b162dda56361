import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reachableHost, StartupError } from '@hub/server';
import type { Command } from 'commander';
import { readClient } from '../ask/read-client.js';
import { readEnvironment } from '../environment.js';
import { employmentCheck } from './employment-check.story.js';
import { fridayReturn } from './friday-return.story.js';
import { permitCondition } from './permit-condition.story.js';
import { schoolAdmission } from './school-admission.story.js';
import type { DemoPerson } from './story.js';
import { tell } from './tell.js';
import { workerHired } from './worker-hired.story.js';

const stories = [schoolAdmission, permitCondition, employmentCheck, workerHired, fridayReturn];

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('tell five stories with real requests and answers; starts a hub when none runs (npm run demo)')
    .action(async () => {
      const stop = await ensureHub();
      try {
        const people = await readPeople();
        const problems: string[] = [];
        for (const story of stories) {
          problems.push(...(await tell(story, { readClient, people, write: (text) => process.stdout.write(text) })));
        }
        process.stdout.write(`\n${'═'.repeat(100)}\n${conclude(problems)}\n`);
        if (problems.length > 0) process.exitCode = 1;
      } finally {
        await stop();
      }
    });
}

function conclude(problems: readonly string[]): string {
  if (problems.length > 0) return `Not as told:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
  return `${String(stories.length)} stories, all as told. Ask something yourself: npm start, then npx hub query --help`;
}

/** Uses the hub that runs at HOST and PORT with this data folder, or starts one; gives how to stop what it started. */
async function ensureHub(): Promise<() => Promise<void>> {
  const { host, port, mode } = readEnvironment();
  if (mode === 'production') throw new StartupError('The demo needs synthetic mode; unset HUB_MODE');
  const url = `http://${reachableHost(host)}:${String(port)}/health/live`;
  const running = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  if (running?.ok === true) return () => Promise.resolve();
  process.stdout.write('No hub is running; starting one …\n');
  const { createHub } = await import('../up/create-hub.js');
  const { hub } = await createHub();
  await hub.start();
  return () => hub.stop();
}

async function readPeople(): Promise<readonly DemoPerson[]> {
  const path = join(readEnvironment().dataDir, 'demo', 'people.ndjson');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`No people at ${path}; start with HUB_POPULATION=XS, S or M on an empty HUB_DATA_DIR`, {
      cause,
    });
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DemoPerson);
}
