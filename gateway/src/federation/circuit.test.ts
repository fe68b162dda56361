import { describe, expect, it } from 'vitest';
import { Circuit } from './circuit.js';
import type { Failure } from './department-unavailable.js';
import { DepartmentFailure } from './department-unavailable.js';

async function outcomes(circuit: Circuit, failures: readonly Failure[]): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  for (const failure of failures) {
    const error: unknown = await circuit
      .run(() => Promise.reject(new DepartmentFailure(failure)))
      .catch((reason: unknown) => reason);
    seen.push(error instanceof DepartmentFailure ? error.failure : error);
  }
  return seen;
}

describe('The circuit to a department', () => {
  const options = { failures: 2, halfOpenAfterMs: 60_000 };

  it('opens after failures of the department', async () => {
    expect(await outcomes(new Circuit(options), ['TIMEOUT', 'UNREACHABLE', 'TIMEOUT'])).toEqual([
      'TIMEOUT',
      'UNREACHABLE',
      'CIRCUIT_OPEN',
    ]);
  });

  it('stays closed, however many requests waited too long in our own pool', async () => {
    const waited = Array.from({ length: 10 }, () => 'QUEUED' as const);
    expect(await outcomes(new Circuit(options), [...waited, 'TIMEOUT'])).toEqual([...waited, 'TIMEOUT']);
  });
});
