const inShanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Said once below a table whose columns show times. */
export const timeNote = 'Times are those of Asia/Shanghai\n';

/** `2026-11-27 12:00`, as a clock on a wall in Shanghai shows it. */
export function showTime(instant: string | null | undefined): string | undefined {
  return instant === null || instant === undefined ? undefined : inShanghai.format(new Date(instant));
}
