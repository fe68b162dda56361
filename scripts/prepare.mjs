// Installs and builds what is missing or stale, on Node built-ins alone: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules', '.population-hub');

/** The version in package.json's engines: older ones lack what the code uses. */
export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old; install Node 20.19 or newer`);
}

export async function prepare() {
  refuseOldNode();
  await install();
  await build();
}

async function install() {
  const wanted = digest(['package-lock.json', 'package.json'].map((file) => readFileSync(join(root, file), 'utf8')));
  if (readStamp('installed') === wanted) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await step('Installing packages', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeStamp('installed', wanted);
}

async function build() {
  const wanted = digest(listSources().map(({ path, mtimeMs, size }) => `${path} ${mtimeMs} ${size}`));
  if (
    readStamp('built') === wanted &&
    workspaces().every((folder) => existsSync(join(root, folder, 'dist', 'index.js')))
  )
    return;
  await step('Building', process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']);
  writeStamp('built', wanted);
}

function workspaces() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces;
}

function listSources() {
  const files = ['tsconfig.json', 'tsconfig.base.json'];
  for (const folder of workspaces()) {
    files.push(join(folder, 'tsconfig.json'), join(folder, 'package.json'));
    for (const entry of readdirSync(join(root, folder, 'src'), { recursive: true })) {
      if (entry.endsWith('.ts')) files.push(join(folder, 'src', entry));
    }
  }
  return files.sort().map((path) => ({ path, ...pickTimes(statSync(join(root, path))) }));
}

function pickTimes({ mtimeMs, size }) {
  return { mtimeMs, size };
}

/** Runs a command and shows that it is alive; its output appears only when it fails. */
async function step(title, command, args) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  const alive = process.stdout.isTTY
    ? setInterval(() => process.stdout.write(`\r${title} … ${seconds()} s`), 1_000)
    : setInterval(() => process.stdout.write(`${title} … ${seconds()} s\n`), 15_000);
  process.stdout.write(`${title} …${process.stdout.isTTY ? '' : '\n'}`);
  const output = [];
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(String(error)));
      resolve(1);
    });
    child.once('close', resolve);
  });
  clearInterval(alive);
  process.stdout.write(
    `${process.stdout.isTTY ? '\r' : ''}${title}: ${code === 0 ? 'done' : 'failed'} in ${seconds()} s\n`,
  );
  if (code !== 0) {
    process.stderr.write(Buffer.concat(output));
    fail(`${title} failed; see above`);
  }
}

function readStamp(name) {
  const file = join(stamps, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function writeStamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
}

function digest(parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
