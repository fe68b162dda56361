/**
 * Why a process cannot start or go on, in words for the person who runs it. `runProcess` prints the message as it is,
 * without a stack, and exits with code 1. The message names what to change and never holds a secret.
 */
export class StartupError extends Error {
  override readonly name: string = 'StartupError';
}
