import type { CircuitBreakerPolicy } from 'cockatiel';
import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleType } from 'cockatiel';
import { DepartmentFailure } from './department-unavailable.js';

export interface CircuitOptions {
  /** Failures in a row after which a department is left alone. Default 5. */
  readonly failures?: number;
  /** How long, in milliseconds, until one request tries again. Default 1000. */
  readonly halfOpenAfterMs?: number;
}

/**
 * Leaves a department alone that failed several times in a row: callers get their answer at once instead of after the
 * deadline, and the department gets room to recover. One request at a time finds out whether it has.
 */
export class Circuit {
  readonly #policy: CircuitBreakerPolicy;
  readonly retryAfterSeconds: number;

  constructor({ failures = 5, halfOpenAfterMs = 1000 }: CircuitOptions = {}) {
    this.#policy = circuitBreaker(handleType(DepartmentFailure, isOfDepartment), {
      breaker: new ConsecutiveBreaker(failures),
      halfOpenAfter: halfOpenAfterMs,
    });
    this.retryAfterSeconds = Math.max(1, Math.ceil(halfOpenAfterMs / 1000));
  }

  /** @throws DepartmentFailure CIRCUIT_OPEN, or what `work` throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    // Another request is trying: waiting for it would take this one past its own deadline
    if (this.#policy.state === CircuitState.HalfOpen) throw new DepartmentFailure('CIRCUIT_OPEN');
    try {
      return await this.#policy.execute(work);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new DepartmentFailure('CIRCUIT_OPEN') : error;
    }
  }
}

/** A request that waited in the gateway's own pool never reached the department: more load must not close the way to it. */
function isOfDepartment({ failure }: DepartmentFailure): boolean {
  return failure !== 'QUEUED';
}
