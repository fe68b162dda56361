import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { ProcessShown } from './evidence.js';
import type { Exit, HubProcess, programs } from '../durability/hub-process.fixture.js';
import type { Premises } from '../durability/hub-process.fixture.js';

export type Program = keyof typeof programs;

/** The seven, each a process of its own. */
export const separately: readonly Program[] = ['gateway', ...departmentNames];

const ready: Readonly<Record<Program, string>> = {
  hub: 'The population hub is up',
  gateway: 'gateway is up',
  ...(Object.fromEntries(departmentNames.map((name) => [name, 'department is up'])) as Record<DepartmentName, string>),
};

/** The processes of one hub, which can be killed and started again each by itself. */
export class Stack {
  readonly #running = new Map<Program, HubProcess>();

  constructor(
    readonly premises: Premises,
    readonly parts: readonly Program[],
    private readonly variables: Readonly<Record<string, string>> = {},
  ) {}

  /** Starts those that do not run, in this order, and waits until all are up. */
  async start(order: readonly Program[] = this.parts, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const starting = order.filter((part) => !this.#running.has(part));
    for (const part of starting) this.#running.set(part, this.premises.run(part, { ...this.variables, ...more }));
    await Promise.all(starting.map((part) => this.#get(part).says(ready[part])));
  }

  /** kill -9 to all of them at once. */
  async kill(parts: readonly Program[] = this.parts): Promise<void> {
    const killed = parts.map((part) => this.#get(part));
    for (const part of parts) this.#running.delete(part);
    for (const process of killed) process.signal('SIGKILL');
    await Promise.all(killed.map(({ exited }) => exited));
  }

  /** Asks it to stop, and waits until it has. */
  async stop(part: Program): Promise<Exit> {
    const process = this.#get(part);
    this.#running.delete(part);
    process.signal('SIGTERM');
    return process.exited;
  }

  /** How those that run are doing. */
  show(): Promise<readonly ProcessShown[]> {
    return Promise.all(
      [...this.#running].map(async ([name, process]) => ({
        name,
        runningMs: process.runningMs,
        logLines: process.stdout.split('\n').length + process.stderr.split('\n').length,
        ...(await process.measure()),
      })),
    );
  }

  /** Waits until it has ended by itself. */
  async hasEnded(part: Program): Promise<Exit> {
    const exit = await this.#get(part).exited;
    this.#running.delete(part);
    return exit;
  }

  #get(part: Program): HubProcess {
    const process = this.#running.get(part);
    if (process === undefined) throw new RangeError(`${part} does not run`);
    return process;
  }
}
