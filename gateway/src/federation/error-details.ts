import type { ErrorCode, HubErrorDetails } from '@hub/domain';
import { errorCodes } from '@hub/domain';

/**
 * An internal failure behind a link, which the link has told to the log once: it may stand beside many fields.
 */
export const loggedInternal = { code: 'INTERNAL_SERVER_ERROR', isLogged: true } as const;

/** What of an error's extensions a caller may read; all else (service names, stacks, addresses) stays inside. */
export function pickDetails(extensions: Readonly<Record<string, unknown>>): HubErrorDetails {
  const { field, fields, reason, department, retryAfterSeconds } = extensions;
  return {
    ...(typeof field === 'string' && { field }),
    ...(Array.isArray(fields) && { fields: fields.map(String) }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof department === 'string' && { department }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  };
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}
