import type { DepartmentName } from '@hub/domain';
import { HubError } from '@hub/domain';

/** How a department failed to answer: for the log and the metrics, never for the caller. */
export type Failure =
  'QUEUED' | 'UNREACHABLE' | 'TIMEOUT' | 'TOO_LARGE' | 'BAD_STATUS' | 'BAD_CONTENT' | 'BAD_SHAPE' | 'CIRCUIT_OPEN';

/** A department did not answer, or not with what was asked. */
export class DepartmentFailure extends Error {
  override readonly name = 'DepartmentFailure';

  constructor(
    readonly failure: Failure,
    options?: ErrorOptions & { readonly mayRetry?: boolean },
  ) {
    super(`The department failed: ${failure}`, options);
    this.mayRetry = options?.mayRetry ?? false;
  }

  /** The connection broke before a word of the answer: a kept-alive socket may simply have been closed. */
  readonly mayRetry: boolean;
}

/** What the caller is told, beside each field that it costs. */
export function departmentUnavailable(department: DepartmentName, retryAfterSeconds: number): HubError {
  const message = 'The department does not answer; its fields are left out, the others stand';
  return new HubError('DEPARTMENT_UNAVAILABLE', message, { department, retryAfterSeconds });
}
