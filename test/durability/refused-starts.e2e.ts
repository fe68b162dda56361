import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePorts } from './free-ports.fixture.js';
import type { HubProcess } from './hub-process.fixture.js';
import { Premises } from './hub-process.fixture.js';

/** One clear line each, saying what to do, and exit 1. */
describe('A start that cannot be', () => {
  let premises: Premises;
  let notAFolder = '';
  const occupant = createServer();
  const starts = new Map<string, HubProcess>();

  beforeAll(async () => {
    premises = await Premises.open(await findFreePorts(16));
    notAFolder = join(premises.dataDir, 'notes.txt');
    await writeFile(notAFolder, 'a file, not a folder\n');
    occupant.listen(premises.port + 8, '127.0.0.1');
    await once(occupant, 'listening');
    // All at once: each waits for nothing but the processor
    for (const [index, [why, variables]] of cases.entries()) {
      const ownFolder = join(premises.dataDir, String(index));
      starts.set(why, premises.run('hub', { LOG_LEVEL: 'fatal', HUB_DATA_DIR: ownFolder, ...variables() }));
    }
  });
  afterAll(async () => {
    await new Promise((resolve) => occupant.close(resolve));
    await premises.close();
  });

  /** Where the occupant’s port comes among those of the hub. */
  const portBefore = (places: number): string => String(premises.port + 8 - places);
  const cases: readonly (readonly [why: string, variables: () => Record<string, string>, says: readonly string[]])[] = [
    ['the port is taken', () => ({ PORT: portBefore(0) }), ['is in use by another program', 'set PORT to a free port']],
    [
      'the port of a department is taken',
      () => ({ PORT: portBefore(3) }),
      ['is in use by another program', 'set PORT or HUB_LABOR_PORT to a free port'],
    ],
    ['the folder cannot be written', () => ({ HUB_DATA_DIR: join(notAFolder, 'data') }), ['notes.txt']],
    [
      'variables are wrong',
      () => ({ PORT: 'four thousand', HUB_POPULATOIN: 'XS', HUB_SEED: '-1' }),
      [
        'PORT must be a whole number',
        'HUB_POPULATOIN is not a variable of the hub; did you mean HUB_POPULATION?',
        'HUB_SEED',
      ],
    ],
  ];

  it.each(cases)('because %s says so in a line for each cause, without a stack', async (why, _variables, says) => {
    const hub = starts.get(why);
    if (hub === undefined) throw new Error('It was not started');
    expect(await hub.exited).toEqual({ code: 1, signal: null });
    for (const text of says) expect(hub.stderr).toContain(text);
    expect(hub.stdout).not.toContain('is up');
    const lines = hub.stderr.trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(says.length + 1);
    for (const line of lines) {
      expect(line).not.toMatch(/^\s+at |node:internal|^\{"level"/);
      expect(line.length).toBeLessThan(300);
    }
    expect(hub.stderr).not.toContain('four thousand');
  });
});
