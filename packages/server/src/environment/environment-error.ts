import { StartupError } from '../startup-error.js';

/** All problems of the environment at once: names and fixes, never values, which may be secrets. */
export class EnvironmentError extends StartupError {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly string[]) {
    super(
      problems.length === 1
        ? `The environment has a problem: ${problems.join('')}`
        : `The environment has ${problems.length} problems:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}
