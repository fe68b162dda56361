// The measuring side of child.mjs: starts processes, asks them, and ends every one of them by its id.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { measuredEnvironment } from './environment.mjs';

const running = new Set();
const patienceMs = 180_000;

/**
 * Starts a process of the bench and configures it.
 *
 * @returns what its `start` gave, as `info`, and `ask(command, argument)`
 */
export async function startChild({ name, file, config, logFolder, execArgv = [] }) {
  const log = openSync(join(logFolder, `${name}.log`), 'a');
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    env: measuredEnvironment,
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', log, log, 'ipc'],
  });
  running.add(child);
  const pending = new Map();
  child.on('message', ({ id, result, error }) => {
    const settle = pending.get(id);
    pending.delete(id);
    if (error === undefined) settle?.resolve(result);
    else settle?.reject(new Error(`${name}: ${error}`));
  });
  child.once('exit', (code, signal) => {
    running.delete(child);
    for (const { reject } of pending.values()) reject(new Error(`${name} ended (${signal ?? code})`));
    pending.clear();
  });
  let lastId = 0;
  const ask = (command, argument) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const timer = setTimeout(() => reject(new Error(`${name} did not answer ${command} in time`)), patienceMs);
      const settleWith = (settle) => (value) => {
        clearTimeout(timer);
        settle(value);
      };
      pending.set(id, { resolve: settleWith(resolve), reject: settleWith(reject) });
      child.send({ id, command, argument }, (error) => error && pending.get(id)?.reject(error));
    });
  const info = await ask('start', config);
  return { name, info, ask, stop: () => stop(child) };
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  // It exits by itself then, and writes its profile if it was told to make one
  if (child.connected) child.disconnect();
  const ended = await Promise.race([gone, wait(5_000, undefined, { ref: false })]);
  if (ended === undefined) child.kill('SIGKILL');
  await gone;
}

export async function stopAll() {
  await Promise.all([...running].map(stop));
}
