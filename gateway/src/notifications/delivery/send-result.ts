import { TargetRefused } from './target-refused.js';

/** How an attempt ended; everything but `DELIVERED` and `GONE` is tried again. */
export type AttemptOutcome =
  | 'DELIVERED'
  | 'HTTP_ERROR'
  /** Never followed: it would lead to where nobody has checked. */
  | 'REDIRECT'
  /** 410: the receiver wants no more of it. */
  | 'GONE'
  | 'THROTTLED'
  | 'TIMEOUT'
  | 'CONNECTION'
  | 'TLS'
  | 'ADDRESS_REFUSED';

export interface SendResult {
  /** `STOPPED`: given up by us; whether it arrived is not known. */
  readonly outcome: AttemptOutcome | 'STOPPED';
  readonly responseCode?: number;
  /** As the receiver wrote it. */
  readonly retryAfter?: string;
}

const throttling = new Set([429, 502, 503, 504]);

export function outcomeOfStatus(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return 'DELIVERED';
  if (status >= 300 && status < 400) return 'REDIRECT';
  if (status === 410) return 'GONE';
  return throttling.has(status) ? 'THROTTLED' : 'HTTP_ERROR';
}

const tlsCodes = /^(?:ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

export function outcomeOfError(error: unknown): AttemptOutcome {
  if (error instanceof TargetRefused) return error.reason === 'UNRESOLVED' ? 'CONNECTION' : 'ADDRESS_REFUSED';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (tlsCodes.test(code)) return 'TLS';
  return code === 'UND_ERR_CONNECT_TIMEOUT' ? 'TIMEOUT' : 'CONNECTION';
}
