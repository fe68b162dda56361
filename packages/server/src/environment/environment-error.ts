import { StartupError } from '../startup-error.js';

/** All problems of the environment at once: names and fixes, never values, which may be secrets. */
export class EnvironmentError extends StartupError {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The environment has ${count}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
