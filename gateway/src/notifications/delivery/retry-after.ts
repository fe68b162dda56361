/** However long a receiver asks for, it is asked again after a day. */
const longestMs = 24 * 60 * 60 * 1_000;

const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Until when a receiver asks to be left alone (RFC 9110 §10.2.3: seconds or an HTTP date), a day at most.
 *
 * @returns undefined when it asks for nothing, for a time that has passed, or for nonsense
 */
export function readRetryAfter(header: string | undefined, now: Date): Date | undefined {
  const text = header?.trim() ?? '';
  const ms = /^\d{1,15}$/.test(text)
    ? Number(text) * 1_000
    : httpDate.test(text)
      ? Date.parse(text) - now.getTime()
      : 0;
  return ms > 0 ? new Date(now.getTime() + Math.min(ms, longestMs)) : undefined;
}
