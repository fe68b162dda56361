import { createHolidayCalendar, defaultHolidayCalendar, defaultHolidayYears } from '@hub/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCron } from './cron-expression.js';
import type { DueInstant } from './due-occurrences.js';
import { aimFrom, isHorizon, listDueOccurrences } from './due-occurrences.js';
import { applyHolidayRule, holidayRules } from './holiday-rule.js';
import type { CatchUp, ScheduleDocument } from './schedule.repository.js';
import { catchUpPolicies } from './schedule.repository.js';

const minute = 60_000;
const start = Date.parse('2026-02-10T00:00:00+08:00');
const days = 30;
const calendar = defaultHolidayCalendar();

const crons = [
  '0 12 * * *',
  '0 9,18 * * *',
  '30 */6 * * *',
  '0 12 * * 5',
  '0 9 20 * *',
  '15 0 1-20/3 * *',
  '59 23 * * 1,6',
];
const schedules = fc.record({
  cron: fc.constantFrom(...crons),
  holidayRule: fc.constantFrom(...holidayRules),
  catchUp: fc.constantFrom(...catchUpPolicies),
});
/** Instants at which somebody looks, ascending, in minutes from the start. */
const looks = fc
  .uniqueArray(fc.integer({ min: 1, max: days * 24 * 60 }), { minLength: 1, maxLength: 40 })
  .map((minutes) => [...minutes].sort((a, b) => a - b).map((each) => new Date(start + each * minute)));

function walk(
  given: Pick<ScheduleDocument, 'cron' | 'holidayRule' | 'catchUp'>,
  instants: readonly Date[],
  most: number,
): readonly DueInstant[] {
  const timed = { ...given, timeZone: 'Asia/Shanghai' };
  const schedule = { _id: 'trial', title: '', ...timed, enabled: true, revision: 1 };
  let row: ScheduleDocument = { ...schedule, ...aimFrom(timed, new Date(start), calendar) };
  const made: DueInstant[] = [];
  for (const now of instants) {
    for (let more = true; more;) {
      const { instants: found, next } = listDueOccurrences(row, { now, calendar, most });
      made.push(...found);
      row = { ...schedule, ...next };
      more = row.nextDueAt !== undefined && row.nextDueAt <= now;
    }
  }
  return made;
}

/** Every due instant of the month, found by asking each minute whether the expression matches. */
function listByMinutes(
  { cron, holidayRule }: Pick<ScheduleDocument, 'cron' | 'holidayRule'>,
  until: Date,
): Set<number> {
  const { minutes, hours, daysOfMonth, months, daysOfWeek, eitherDay } = parseCron(cron);
  const found = new Set<number>();
  for (let instant = start + minute; instant <= until.getTime() + 15 * 24 * 60 * minute; instant += minute) {
    const wall = new Date(instant + 8 * 60 * minute);
    if (!minutes.includes(wall.getUTCMinutes()) || !hours.includes(wall.getUTCHours())) continue;
    const [byMonth, byWeek] = [daysOfMonth.includes(wall.getUTCDate()), daysOfWeek.includes(wall.getUTCDay())];
    if (!months.includes(wall.getUTCMonth() + 1) || !(eitherDay ? byMonth || byWeek : byMonth && byWeek)) continue;
    found.add(applyHolidayRule(new Date(instant), holidayRule, 'Asia/Shanghai', calendar).getTime());
  }
  return found;
}

describe('occurrences, whenever somebody looks', () => {
  it('are each due instant once: none missing, none twice', () => {
    fc.assert(
      fc.property(schedules, looks, fc.constantFrom(1, 3, 200), (schedule, instants, most) => {
        const until = instants.at(-1) ?? new Date(start);
        const made = [...new Set(walk(schedule, instants, most).map(({ dueAt }) => dueAt.getTime()))];
        const expected = [...listByMinutes(schedule, until)].filter((due) => due <= until.getTime());
        // The first to come is the first after the start, whatever was moved before it
        const isAhead = (due: number): boolean => due > start;
        expect(made.filter(isAhead).sort()).toEqual(expected.filter(isAhead).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('run by the policy: all; or of each look the last at most', () => {
    fc.assert(
      fc.property(schedules, looks, (schedule, instants) => {
        for (const now of instants) {
          const upTo = walk(schedule, [...instants.filter((each) => each.getTime() < now.getTime()), now], 200);
          const before = walk(
            schedule,
            instants.filter((each) => each.getTime() < now.getTime()),
            200,
          );
          const fresh = upTo.slice(before.length);
          const running = fresh.filter(({ runs }) => runs);
          expect(running.length).toBe(expectedRuns(schedule.catchUp, fresh, now));
          expect(fresh.every(({ dueAt }) => dueAt.getTime() <= now.getTime())).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });
});

function expectedRuns(catchUp: CatchUp, fresh: readonly DueInstant[], now: Date): number {
  if (fresh.length === 0) return 0;
  if (catchUp === 'all') return fresh.length;
  if (catchUp === 'latest') return 1;
  const late = now.getTime() - (fresh.at(-1)?.dueAt.getTime() ?? 0);
  return late <= 5 * minute ? 1 : 0;
}

describe('the horizon of the calendar', () => {
  it('stops a schedule at the first instant that is not known, and never moves it past it', () => {
    const until2026 = createHolidayCalendar(defaultHolidayYears());
    const timed = { cron: '0 12 * * 5', timeZone: 'Asia/Shanghai', holidayRule: 'previous-working-day' } as const;
    const aim = aimFrom(timed, new Date('2026-12-25T12:00:00+08:00'), until2026);
    expect(aim).toEqual({ cronInstant: new Date('2027-01-01T12:00:00+08:00') });
    expect(aimFrom(timed, new Date('2027-06-01T12:00:00+08:00'), until2026)).toEqual({
      cronInstant: new Date('2027-06-04T12:00:00+08:00'),
    });
  });

  it('is told from every other failure', () => {
    expect(isHorizon(new RangeError('no'))).toBe(false);
  });
});
