// What the npm scripts of the root run: `node scripts/run.mjs <task> [arguments]`. Each task first installs and builds what is stale.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, prepare, root } from './prepare.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** In this process, so that Ctrl-C, kill and kill -9 reach the hub itself and not a parent of it. */
async function runHere(file, args) {
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

function runThere(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function runAll(commands) {
  for (const [title, command, args] of commands) {
    process.stdout.write(`\n— ${title}\n`);
    const code = await runThere(command, args);
    if (code !== 0) {
      process.stderr.write(`${title}: failed\n`);
      return code;
    }
  }
  return 0;
}

const hub = join(root, 'cli', 'bin', 'hub.mjs');
const schemas = join(root, 'hub', 'dist', 'schemas', 'main.js');

const tasks = {
  start: (args) => runHere(hub, ['up', ...args]),
  demo: (args) => runHere(hub, ['demo', ...args]),
  schemas: (args) => runHere(schemas, args),
  test: async (args) => process.exit(await runThere(process.execPath, [join(root, 'scripts', 'test.mjs'), ...args])),
  check: async () =>
    process.exit(
      await runAll([
        ['Types', bin('tsc'), ['-p', 'tsconfig.check.json']],
        ['Lint', bin('eslint'), ['.', '--max-warnings', '0']],
        ['Format', bin('prettier'), ['--check', '.', '--log-level', 'warn']],
        ['Schemas', process.execPath, [schemas, '--check']],
        ['Tests', process.execPath, [join(root, 'scripts', 'test.mjs')]],
      ]),
    ),
  bench: async (args) => {
    const bench = join(root, 'bench');
    if (!existsSync(join(bench, 'node_modules'))) {
      process.stdout.write('Installing the peers to measure against …\n');
      const code = await runThere('npm', ['ci', '--prefix', bench, '--no-audit', '--no-fund', '--loglevel=error']);
      if (code !== 0) process.exit(code);
    }
    process.exit(await runThere(process.execPath, [join(bench, 'main.mjs'), ...args]));
  },
};

const [task = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) fail(`No task is called ${task}; there are ${Object.keys(tasks).join(', ')}`);
await prepare();
await tasks[task](args);
