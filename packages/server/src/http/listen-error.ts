import { StartupError } from '../startup-error.js';

/** Why a server cannot listen, with what to do about it. */
export function explainListenError(
  error: Error,
  { host, port, portVariable }: { readonly host: string; readonly port: number; readonly portVariable: string },
): Error {
  const code = 'code' in error ? String(error.code) : '';
  const at = `${host}:${port}`;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `${at} is in use by another program; stop it, or set ${portVariable} to a free port`,
    EACCES: `${at} may not be used by this user; set ${portVariable} to a port above 1023`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; set HOST to one, such as 127.0.0.1`,
    ENOTFOUND: `${host} is not known to the resolver; set HOST to an address of this machine, such as 127.0.0.1`,
    EAI_AGAIN: `${host} is not known to the resolver; set HOST to an address of this machine, such as 127.0.0.1`,
  };
  const reason = reasons[code];
  return reason === undefined ? error : new StartupError(`Cannot listen: ${reason}`, { cause: error });
}
