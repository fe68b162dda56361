// Torments a hub for as long as you like and holds what is left against its invariants:
// `node scripts/nemesis.mjs --minutes 5 --seed 7`. The same seed draws the same faults.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, prepare, root } from './prepare.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
if (!(minutes > 0)) fail('--minutes must be a number above zero');
if (!Number.isSafeInteger(seed) || seed < 0) fail('--seed must be a whole number');

await prepare();
process.stdout.write(`${minutes} minutes, seed ${seed}\n`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', '--project', 'e2e', 'test/faults/nemesis.e2e.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NEMESIS_MINUTES: String(minutes), NEMESIS_SEED: String(seed) },
});
child.once('close', (code) => process.exit(code ?? 1));
