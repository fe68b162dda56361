import { constants } from 'node:os';
import type { Logger } from '../logging/logger.js';
import { createLogger } from '../logging/logger.js';
import { explainKnownError } from './known-error.js';
import type { Part } from './part.js';

const stopSignals = ['SIGINT', 'SIGTERM'] as const;
type StopSignal = (typeof stopSignals)[number];

/** What `runProcess` needs of Node's `process`. */
export interface ProcessHandle {
  on(event: StopSignal, listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): unknown;
  readonly stderr: { write(text: string): unknown };
}

export interface RunOptions {
  /** Names the process in its messages: `hub`, `gateway`, `police`. */
  readonly name: string;
  /** Builds what runs; reads the environment, so its errors are reported like those of the start. */
  readonly create: () => Part | Promise<Part>;
  /** After a successful start: what a person should read, on stdout. */
  readonly started?: () => void | Promise<void>;
  /** Default: a logger of this name on stderr. */
  readonly logger?: Logger;
  /** A stop that takes longer is given up. Default 20 000. */
  readonly stopTimeoutMs?: number;
  /** Default: Node's own. */
  readonly process?: ProcessHandle;
}

/**
 * The whole of a `main.ts`: starts, waits for SIGINT or SIGTERM, stops once and exits with 0; a second signal exits at
 * once. A `StartupError`, or a system error that explains itself, is printed as a sentence for the person at the
 * terminal; anything else is logged with its stack. Both exit with 1.
 */
export async function runProcess(options: RunOptions): Promise<void> {
  const handle: ProcessHandle = options.process ?? process;
  const logger = options.logger ?? createLogger({ name: options.name, level: 'info' });
  let part: Part | undefined;
  let stopping: Promise<void> | undefined;

  const fail = (error: unknown, message: string): void => {
    const known = explainKnownError(error);
    if (known !== undefined) handle.stderr.write(`${options.name}: ${known}\n`);
    else logger.fatal({ err: error }, message);
    handle.exit(1);
  };

  const stop = async (): Promise<void> => {
    const timer = setTimeout(() => {
      handle.stderr.write(`${options.name}: could not stop in time; leaving what is still open\n`);
      handle.exit(1);
    }, options.stopTimeoutMs ?? 20_000);
    try {
      await part?.stop();
      handle.exit(0);
    } catch (error) {
      fail(error, 'stop failed');
    } finally {
      clearTimeout(timer);
    }
  };

  for (const signal of stopSignals) {
    handle.on(signal, () => {
      if (stopping !== undefined) return void handle.exit(128 + constants.signals[signal]);
      logger.info({ signal }, 'stopping');
      stopping = stop();
    });
  }
  // Node would print the message and the stack of these as they are, with whatever data the message quotes
  handle.on('uncaughtException', (error) => fail(error, 'uncaught exception'));
  handle.on('unhandledRejection', (error) => fail(error, 'unhandled rejection'));

  try {
    part = await options.create();
    if (stopping === undefined) await part.start();
    if (stopping === undefined) await options.started?.();
  } catch (error) {
    // Being stopped in the middle of a start is no failure of it
    if (stopping === undefined) fail(error, 'start failed');
  }
  await stopping;
}
