import { StartupError } from '../startup-error.js';

/** Faults of the machine rather than of the program. */
const explanations: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; give the user of this process access',
  EPERM: 'not permitted; give the user of this process access',
  EROFS: 'the file system is read-only; choose another place',
  ENOSPC: 'the disk is full; make room',
  ENOTDIR: 'a part of the path is not a folder; choose another place',
  EADDRINUSE: 'the address is in use by another program; stop it or choose another port',
  EMFILE: 'too many open files; raise the limit (ulimit -n)',
};

/** The sentence for the person at the terminal, when the error is one that a person can mend. */
export function explainKnownError(error: unknown): string | undefined {
  if (error instanceof StartupError) return error.message;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  const explanation = explanations[String(error.code)];
  const at = 'path' in error ? ` ${String(error.path)}` : '';
  return explanation === undefined ? undefined : `Cannot ${String(error.syscall)}${at}: ${explanation}`;
}
