import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { transpileModule } from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { armFailpoint, failpoint } from './failpoint.js';

afterEach(() => armFailpoint(undefined));

/** The module as it stands, in a process of its own that passes the same step five times. */
function runArmed(setting: string): {
  readonly steps: string;
  readonly signal: string | null;
  readonly code: number | null;
} {
  const source = readFileSync(new URL('./failpoint.ts', import.meta.url), 'utf8');
  const { outputText } = transpileModule(source, { compilerOptions: { module: 99, target: 99 } });
  const steps = `
    import { writeSync } from 'node:fs';
    armFailpoint(${setting});
    for (let step = 1; step <= 5; step += 1) {
      failpoint('before.each');
      writeSync(1, String(step));
      failpoint('after.each');
    }`;
  const { stdout, signal, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', outputText + steps],
    {
      encoding: 'utf8',
    },
  );
  return { steps: stdout, signal, code: status };
}

describe('a failpoint', () => {
  it('lets everything pass when none is armed, or another', () => {
    failpoint('delivery.claimed');
    armFailpoint({ name: 'delivery.sent', count: 1 });
    failpoint('delivery.claimed');
    expect(runArmed('undefined')).toEqual({ steps: '12345', signal: null, code: 0 });
    expect(runArmed(`{ name: 'else.where', count: 1 }`)).toEqual({ steps: '12345', signal: null, code: 0 });
  });

  it.each([
    [`{ name: 'before.each', count: 1 }`, ''],
    [`{ name: 'after.each', count: 1 }`, '1'],
    [`{ name: 'before.each', count: 4 }`, '123'],
  ])('armed with %s kills the process at its step, without another word', (setting, steps) => {
    expect(runArmed(setting)).toEqual({ steps, signal: 'SIGKILL', code: null });
  });
});
