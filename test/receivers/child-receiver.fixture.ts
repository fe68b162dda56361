import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../source-files.js';

/** The receiver of the documentation, as a process of its own. */
export interface ChildReceiver {
  /** What it printed about bulletins, line by line. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

/** Compiles docs/examples/receiver.ts as a reader would, and starts it. */
export async function startChildReceiver(secret: string, port: number): Promise<ChildReceiver> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-receiver-'));
  const source = await readFile(join(root, 'docs/examples/receiver.ts'), 'utf8');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  await writeFile(join(folder, 'receiver.mjs'), ts.transpileModule(source, { compilerOptions }).outputText);
  await writeFile(join(folder, 'webhook-secret'), `${secret}\n`);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const child = spawn(process.execPath, ['receiver.mjs', 'webhook-secret', String(port)], { cwd: folder });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  // It says where it listens, or dies
  const [said] = (await Promise.race([once(child.stderr, 'data'), once(child, 'close')])) as unknown[];
  if (!String(said).startsWith('receiving at')) {
    await stop();
    throw new Error(`The receiver did not start: ${String(said)}`);
  }
  return { lines: () => printed.split('\n').filter((line) => line !== ''), stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill();
  await closed;
}
