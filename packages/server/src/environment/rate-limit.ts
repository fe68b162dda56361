/** Requests a client may make in a span of time. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
}

const secondsOf = { s: 1, min: 60, h: 3600 } as const;

/**
 * Reads `600/min`, `10/s`, `20000/h` or `off`.
 *
 * @returns `undefined` when the text is none of these
 */
export function parseRateLimit(text: string): RateLimit | 'off' | undefined {
  if (text === 'off') return 'off';
  const match = /^([1-9]\d{0,8})\/(s|min|h)$/.exec(text);
  if (match === null) return undefined;
  return { requests: Number(match[1]), perSeconds: secondsOf[match[2] as keyof typeof secondsOf] };
}
