import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../environment/environment-error.js';
import { createLogger } from '../logging/logger.js';
import type { Part } from './part.js';
import type { ProcessHandle } from './run-process.js';
import { runProcess } from './run-process.js';

/** A process that can be signalled without ending the test's own. */
function createProcess() {
  const emitter = new EventEmitter();
  const exits: number[] = [];
  const stderr: string[] = [];
  const logged: string[] = [];
  let resolveExit: () => void = () => undefined;
  const exited = new Promise<void>((resolve) => (resolveExit = resolve));
  const handle: ProcessHandle = {
    on: (event: string, listener: (error: unknown) => void) => emitter.on(event, listener),
    exit: (code: number) => {
      exits.push(code);
      resolveExit();
    },
    stderr: { write: (text: string) => stderr.push(text) },
  };
  const logger = createLogger({ name: 'hub', level: 'info', destination: { write: (line) => logged.push(line) } });
  return { emitter, exits, exited, stderr, logged, run: { name: 'hub', process: handle, logger } };
}

function createPart(overrides: Partial<Part> = {}) {
  const events: string[] = [];
  const part: Part = {
    start: () => Promise.resolve(events.push('start')),
    stop: () => Promise.resolve(void events.push('stop')),
    ...overrides,
  };
  return { events, create: () => part };
}

describe('a process', () => {
  it.each(['SIGINT', 'SIGTERM'])('starts, and stops once on %s', async (signal) => {
    const { emitter, exits, exited, stderr, run } = createProcess();
    const { events, create } = createPart();
    await runProcess({ ...run, create, started: () => void events.push('told') });
    expect(events).toEqual(['start', 'told']);
    emitter.emit(signal);
    await exited;
    expect(events).toEqual(['start', 'told', 'stop']);
    expect(exits).toEqual([0]);
    expect(stderr).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('that is still stopping exits at once on a second signal (%s)', async (signal, code) => {
    const { emitter, exits, run } = createProcess();
    const { create } = createPart({ stop: () => new Promise(() => undefined) });
    await runProcess({ ...run, create });
    emitter.emit('SIGTERM');
    expect(exits).toEqual([]);
    emitter.emit(signal);
    expect(exits).toEqual([code]);
  });

  it('that is stopped in the middle of a start ends without complaint', async () => {
    const { emitter, exits, stderr, logged, run } = createProcess();
    let fail: (error: Error) => void = () => undefined;
    const { create } = createPart({
      start: () => new Promise((_resolve, reject) => (fail = reject)),
      stop: () => Promise.resolve(fail(new Error('interrupted'))),
    });
    const running = runProcess({ ...run, create, started: () => void stderr.push('must not be told') });
    await Promise.resolve();
    emitter.emit('SIGINT');
    await running;
    expect(exits).toEqual([0]);
    expect(stderr).toEqual([]);
    expect(logged.join('')).not.toContain('failed');
  });

  it('says in plain text what is wrong with its environment', async () => {
    const { exits, stderr, logged, run } = createProcess();
    await runProcess({
      ...run,
      create: () => {
        throw new EnvironmentError(['PORT must be a whole number from 0 to 65535']);
      },
    });
    expect(stderr).toEqual(['hub: The environment has a problem: PORT must be a whole number from 0 to 65535\n']);
    expect(exits).toEqual([1]);
    expect(logged).toEqual([]);
  });

  it('says in plain text what is wrong with the machine', async () => {
    const { exits, stderr, run } = createProcess();
    const error = Object.assign(new Error('x'), { code: 'EACCES', syscall: 'mkdir', path: '/data' });
    await runProcess({ ...run, ...createPart({ start: () => Promise.reject(error) }) });
    expect(stderr).toEqual(['hub: Cannot mkdir /data: permission denied; give the user of this process access\n']);
    expect(exits).toEqual([1]);
  });

  it('logs what it cannot explain, with its place and without its words', async () => {
    const { exits, stderr, logged, run } = createProcess();
    await runProcess({ ...run, ...createPart({ start: () => Promise.reject(new TypeError('geheim')) }) });
    expect(stderr).toEqual([]);
    expect(exits).toEqual([1]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain('geheim');
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'fatal',
      msg: 'start failed',
      err: {
        type: 'TypeError',
        stack: expect.arrayContaining([expect.stringContaining('run-process.test.ts')]) as unknown,
      },
    });
  });

  it.each(['uncaughtException', 'unhandledRejection'])('ends on an %s', async (event) => {
    const { emitter, exits, logged, run } = createProcess();
    await runProcess({ ...run, ...createPart() });
    emitter.emit(event, new RangeError('geheim'));
    expect(exits).toEqual([1]);
    expect(logged.join('')).toMatch(/"level":"fatal".*RangeError/);
    expect(logged.join('')).not.toContain('geheim');
  });

  it('that cannot stop ends with 1', async () => {
    const { emitter, exits, exited, run } = createProcess();
    await runProcess({ ...run, ...createPart({ stop: () => Promise.reject(new Error('stuck')) }) });
    emitter.emit('SIGTERM');
    await exited;
    expect(exits).toEqual([1]);
  });

  it('that does not stop in time is given up', async () => {
    const { emitter, exits, exited, stderr, run } = createProcess();
    const { create } = createPart({ stop: () => new Promise(() => undefined) });
    await runProcess({ ...run, create, stopTimeoutMs: 10 });
    emitter.emit('SIGTERM');
    await exited;
    expect(exits).toEqual([1]);
    expect(stderr).toEqual(['hub: could not stop in time; leaving what is still open\n']);
  });
});
