/** A parsed expression: what matches, as ascending numbers. */
export interface CronExpression {
  /** As written, fields separated by single spaces. */
  readonly text: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly daysOfWeek: readonly number[];
  /** Both day fields are restricted: a day matches when either does. Otherwise it must match both. */
  readonly eitherDay: boolean;
  /** The hour field is `*`, has a step or names every hour: the schedule is a cadence and not a time of day. */
  readonly isCadence: boolean;
}

interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** What a number may be, where that is more than `*` stands for. */
  readonly largest?: number;
}

const fields = {
  minute: { name: 'minute', first: 0, last: 59 },
  hour: { name: 'hour', first: 0, last: 23 },
  dayOfMonth: { name: 'day of month', first: 1, last: 31 },
  month: { name: 'month', first: 1, last: 12 },
  // Sunday is 0 and 7; `*` counts it once, or a step would start afresh on it
  dayOfWeek: { name: 'day of week', first: 0, last: 6, largest: 7 },
} as const satisfies Record<string, Field>;

const maxLength = 200;

/**
 * Reads the five fields of cron: minute, hour, day of month, month, day of week (0 and 7 are Sunday). Each is a list of
 * numbers, ranges `a-b` and steps, which follow `*` or a range. Names of months and days, seconds and macros are not read.
 * As in cron, a day field that begins with `*` counts as unrestricted, even with a step.
 *
 * @throws RangeError that names the field
 */
export function parseCron(text: string): CronExpression {
  const words = text.length > maxLength ? [] : text.trim().split(/\s+/);
  if (words.length !== 5) {
    throw new RangeError('A cron expression has five fields: minute, hour, day of month, month, day of week');
  }
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = words;
  const hours = parseField(hour, fields.hour);
  return {
    text: words.join(' '),
    minutes: parseField(minute, fields.minute),
    hours,
    daysOfMonth: parseField(dayOfMonth, fields.dayOfMonth),
    months: parseField(month, fields.month),
    daysOfWeek: ascending(parseField(dayOfWeek, fields.dayOfWeek).map((day) => day % 7)),
    eitherDay: !dayOfMonth.startsWith('*') && !dayOfWeek.startsWith('*'),
    isCadence: /[*/]/.test(hour) || hours.length === 24,
  };
}

function parseField(word: string, field: Field): readonly number[] {
  return ascending(word.split(',').flatMap((item) => parseItem(item, field)));
}

function parseItem(item: string, { name, first, last, largest = last }: Field): readonly number[] {
  const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(item);
  if (match === null) throw refused(name, 'takes numbers, ranges like 1-5, steps like */15 and lists of these');
  const [, low, high, step] = match;
  if (low !== undefined && high === undefined && step !== undefined) {
    throw refused(name, `has a step after a single number; write a range, like ${low}-${String(largest)}/${step}`);
  }
  const from = Number(low ?? first);
  const to = Number(high ?? low ?? last);
  if (from < first || to > largest || from > to) {
    throw refused(name, `takes numbers from ${String(first)} to ${String(largest)}, and ranges that ascend`);
  }
  const width = Number(step ?? 1);
  if (width === 0) throw refused(name, 'has a step of 0; the smallest is 1');
  return Array.from({ length: Math.floor((to - from) / width) + 1 }, (_, index) => from + index * width);
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function refused(field: string, what: string): RangeError {
  return new RangeError(`The ${field} of a cron expression ${what}`);
}
