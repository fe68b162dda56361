import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CronExpression } from './cron-expression.js';
import { parseCron } from './cron-expression.js';
import { nextDue } from './next-due.js';

const minute = 60_000;

/** Four days each; the zones that change their clock do so in the middle of theirs. */
const windows = [
  ['Asia/Shanghai', '2026-12-30T00:00Z'],
  ['UTC', '2028-02-27T00:00Z'],
  ['America/New_York', '2027-03-12T12:00Z'],
  ['America/New_York', '2027-11-05T12:00Z'],
  ['America/New_York', '2027-06-29T12:00Z'],
  ['Australia/Lord_Howe', '2026-10-01T12:00Z'],
  ['Australia/Lord_Howe', '2027-04-01T12:00Z'],
  ['America/St_Johns', '2010-11-05T12:00Z'],
].map(([timeZone = '', start = '']) => ({ timeZone, minutes: wallMinutes(timeZone, new Date(start).getTime()) }));

interface WallMinute {
  readonly instant: number;
  /** What the wall shows, as though it were UTC. */
  readonly shown: number;
}

/** Read off the platform's own clock face, not with what is under test. */
function wallMinutes(timeZone: string, start: number): readonly WallMinute[] {
  const face = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return Array.from({ length: 4 * 24 * 60 }, (_, index) => {
    const instant = start + index * minute;
    const parts = Object.fromEntries(face.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute: ofHour = 0 } = parts;
    return { instant, shown: Date.UTC(year, month - 1, day, hour, ofHour) };
  });
}

function matches(cron: CronExpression, shown: number): boolean {
  const wall = new Date(shown);
  const byMonth = cron.daysOfMonth.includes(wall.getUTCDate());
  const byWeek = cron.daysOfWeek.includes(wall.getUTCDay());
  return (
    cron.minutes.includes(wall.getUTCMinutes()) &&
    cron.hours.includes(wall.getUTCHours()) &&
    cron.months.includes(wall.getUTCMonth() + 1) &&
    (cron.eitherDay ? byMonth || byWeek : byMonth && byWeek)
  );
}

/** Minute by minute, as the policy is worded; the first minute only begins the window. */
function scan(cron: CronExpression, minutes: readonly WallMinute[]): number[] {
  let latest = minutes[0]?.shown ?? 0;
  return minutes.slice(1).flatMap(({ instant, shown }) => {
    const newTimes = Array.from(
      { length: Math.max(0, (shown - latest) / minute) },
      (_, i) => latest + (i + 1) * minute,
    );
    latest = Math.max(latest, shown);
    return (cron.isCadence ? [shown] : newTimes).some((time) => matches(cron, time)) ? [instant] : [];
  });
}

function fieldOf(first: number, last: number): fc.Arbitrary<string> {
  const number = fc.integer({ min: first, max: last });
  const range = fc.tuple(number, number).map(([a, b]) => `${String(Math.min(a, b))}-${String(Math.max(a, b))}`);
  const step = fc.integer({ min: 1, max: 12 });
  return fc.oneof(
    fc.constant('*'),
    number.map(String),
    range,
    fc.tuple(range, step).map(([span, width]) => `${span}/${String(width)}`),
    step.map((width) => `*/${String(width)}`),
    fc.uniqueArray(number, { minLength: 2, maxLength: 6 }).map((numbers) => numbers.join(',')),
  );
}

const cronText = fc
  .tuple(
    fieldOf(0, 59),
    // Hours in which clocks change, more often than chance has it
    fc.oneof(fieldOf(0, 23), fieldOf(0, 3), fc.constant('23,0')),
    fc.oneof(fc.constant('*'), fieldOf(1, 31)),
    fc.oneof(fc.constant('*'), fieldOf(1, 12)),
    fc.oneof(fc.constant('*'), fieldOf(0, 7)),
  )
  .map((fields) => fields.join(' '));

describe('due instants', () => {
  it('are those that a scan of every minute finds', () => {
    const begin = fc.integer({ min: 0, max: 4 * 24 * 60 - 1 });
    fc.assert(
      fc.property(cronText, fc.constantFrom(...windows.keys()), begin, (text, which, index) => {
        const cron = parseCron(text);
        const { timeZone = '', minutes = [] } = windows[which] ?? {};
        const start = minutes[index]?.instant ?? 0;
        const end = minutes.at(-1)?.instant ?? 0;
        const expected = scan(cron, minutes).filter((instant) => instant > start);
        // A few at a time: a schedule of every minute proves no more by thousands
        const found: number[] = [];
        for (let after = start; found.length < 25;) {
          const due = nextDue({ cron, timeZone }, new Date(after))?.getTime();
          if (due === undefined || due > end) break;
          found.push((after = due));
        }
        expect(found).toEqual(expected.slice(0, 25));
      }),
      { numRuns: 150 },
    );
  });

  it('come later than what they come after, and never later for an earlier question', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2080-01-01'), noInvalidDate: true });
    const zone = fc.constantFrom(
      'Asia/Shanghai',
      'America/New_York',
      'UTC',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    );
    fc.assert(
      fc.property(cronText, zone, instant, instant, (text, timeZone, one, other) => {
        const timetable = { cron: parseCron(text), timeZone };
        const [early, late] = one <= other ? [one, other] : [other, one];
        const [dueEarly, dueLate] = [nextDue(timetable, early), nextDue(timetable, late)];
        if (dueEarly !== undefined) expect(dueEarly.getTime()).toBeGreaterThan(early.getTime());
        if (dueLate !== undefined) expect(dueLate.getTime()).toBeGreaterThan(late.getTime());
        // Nothing lies between an instant and the next due one
        if (dueEarly !== undefined && dueEarly > late) expect(dueLate).toEqual(dueEarly);
        if (dueEarly !== undefined && dueLate !== undefined) {
          expect(dueEarly.getTime()).toBeLessThanOrEqual(dueLate.getTime());
        }
      }),
    );
  });
});
