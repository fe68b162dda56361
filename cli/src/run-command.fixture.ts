import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { HubOnTrial } from '@hub/testing';

const program = join(import.meta.dirname, '..', 'bin', 'hub.mjs');

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandSurroundings {
  /** Standard input. */
  readonly input?: string;
  /** Further environment variables. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs the `hub` command as a process of its own, beside a hub on trial. */
export async function runCommand(
  hub: Pick<HubOnTrial, 'url' | 'dataDir'>,
  args: readonly string[],
  { input = '', variables = {} }: CommandSurroundings = {},
): Promise<CommandResult> {
  const { port } = new URL(hub.url);
  const env = { PATH: '/usr/bin:/bin', HUB_DATA_DIR: hub.dataDir, PORT: port, ...variables };
  const child = spawn(process.execPath, [program, ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
