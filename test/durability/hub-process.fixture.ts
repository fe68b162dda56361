import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DepartmentName } from '@hub/domain';
import { HubClient } from '@hub/server';

const root = join(import.meta.dirname, '..', '..');

const departmentProgram = (name: DepartmentName): readonly string[] => [
  join(root, 'services', name, 'dist', 'main.js'),
];

/** What the built project runs: the seven in one process, or one of them. */
export const programs = {
  hub: [join(root, 'cli', 'bin', 'hub.mjs'), 'up'],
  gateway: [join(root, 'gateway', 'dist', 'main.js')],
  police: departmentProgram('police'),
  'family-planning': departmentProgram('family-planning'),
  labor: departmentProgram('labor'),
  education: departmentProgram('education'),
  commerce: departmentProgram('commerce'),
  community: departmentProgram('community'),
} as const;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of the project as a user starts it, with nothing but these variables. */
export class HubProcess {
  readonly exited: Promise<Exit>;
  readonly #startedAt = performance.now();
  #stdout = '';
  #stderr = '';
  readonly #child: ChildProcess;

  constructor(program: keyof typeof programs, variables: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [...programs[program]], { env: { ...variables }, stdio: 'pipe' });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves when the process has written a text to stdout or stderr; rejects when it ends without. */
  async says(text: string): Promise<void> {
    const { stdout, stderr } = this.#child;
    let ended = false;
    const end = this.exited.then(() => (ended = true));
    while (!`${this.#stdout}${this.#stderr}`.includes(text)) {
      if (ended || stdout === null || stderr === null) {
        throw new Error(`It ended without saying ${JSON.stringify(text)}:\n${this.#stdout}\n${this.#stderr}`);
      }
      const listening = new AbortController();
      const { signal } = listening;
      await Promise.race([once(stdout, 'data', { signal }), once(stderr, 'data', { signal }), end]);
      listening.abort();
    }
  }

  get runningMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** What the machine tells of it; nothing where it does not, or when it has ended. */
  async measure(): Promise<{ readonly openFiles?: number; readonly residentMb?: number }> {
    const place = join('/proc', String(this.#child.pid));
    try {
      const [files, status] = await Promise.all([readdir(join(place, 'fd')), readFile(join(place, 'status'), 'utf8')]);
      const [, residentKb] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
      return { openFiles: files.length, ...(residentKb !== undefined && { residentMb: Number(residentKb) / 1_024 }) };
    } catch {
      return {};
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** kill -9, and whatever it still had to say. */
  async kill(): Promise<Exit> {
    this.signal('SIGKILL');
    return this.exited;
  }
}

/** A data folder and the processes that use it; nothing of both is left behind. */
export class Premises {
  readonly #processes: HubProcess[] = [];

  private constructor(
    readonly dataDir: string,
    readonly port: number,
  ) {}

  static async open(port: number): Promise<Premises> {
    return new Premises(await mkdtemp(join(tmpdir(), 'hub-durability-')), port);
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Starts a process, which may fail. */
  run(program: keyof typeof programs, variables: Readonly<Record<string, string>> = {}): HubProcess {
    const usual = { PORT: String(this.port), HUB_DATA_DIR: this.dataDir, HUB_POPULATION: 'none', LOG_LEVEL: 'info' };
    const started = new HubProcess(program, { ...usual, ...variables });
    this.#processes.push(started);
    return started;
  }

  /** Starts the whole hub and waits until it says where it is. */
  async start(variables: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
    const started = this.run('hub', variables);
    await started.says('The population hub is up');
    return started;
  }

  /** A department's system with its demo key. */
  client(department: DepartmentName): Promise<HubClient> {
    return this.clientById(`${department}-system`);
  }

  /** Any demo client: `hub-admin`, `police-system`. */
  async clientById(clientId: string): Promise<HubClient> {
    const path = join(this.dataDir, 'demo', 'clients', `${clientId}.json`);
    return new HubClient(JSON.parse(await readFile(path, 'utf8')) as ConstructorParameters<typeof HubClient>[0]);
  }

  /** Asks every process to stop, and waits until it has. */
  async stopAll(): Promise<void> {
    for (const each of this.#processes) each.signal('SIGTERM');
    for (const each of this.#processes) await each.exited;
  }

  async close(): Promise<void> {
    for (const each of this.#processes) await each.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
