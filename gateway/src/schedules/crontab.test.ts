import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../notifications/kinds/catalogue.js';
import { crontab } from './crontab.js';
import type { ScheduleDefinition } from './define-schedule.js';
import { defineSchedule } from './define-schedule.js';

const document = readFileSync(new URL('../../../docs/schedules.md', import.meta.url), 'utf8');

/** Cells of the rows of the first table. */
function readTable(): readonly (readonly string[])[] {
  return document
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('the crontab', () => {
  it('is what docs/schedules.md says, line by line', () => {
    expect(readTable()).toEqual(
      crontab.map(({ code, title, cron, holidayRule, catchUp, kinds }) => [
        code,
        title,
        cron,
        holidayRule,
        catchUp,
        kinds.join(', '),
      ]),
    );
  });

  it('names each schedule once, all of them in Shanghai', () => {
    const codes = crontab.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(crontab.map(({ timeZone }) => timeZone))).toEqual(new Set(['Asia/Shanghai']));
  });

  it('and the catalogue agree on which schedule tells which bulletin', () => {
    const byCatalogue = catalogue.flatMap(({ code, trigger }) =>
      trigger.on === 'schedule' ? trigger.schedules.map((schedule) => `${schedule} ${code}`) : [],
    );
    const byCrontab = crontab.flatMap(({ code, kinds }) => kinds.map((kind) => `${code} ${kind}`));
    expect(byCrontab.sort()).toEqual(byCatalogue.sort());
  });
});

describe('a definition', () => {
  const valid: ScheduleDefinition = {
    code: 'trial',
    title: 'Trial (试验)',
    cron: '0 8 * * *',
    timeZone: 'Asia/Shanghai',
    holidayRule: 'none',
    catchUp: 'all',
    kinds: [],
    action: () => Promise.resolve(),
  };

  it.each([
    ['is never due', { cron: '0 0 30 2 *' }],
    ['has six fields', { cron: '0 0 0 1 1 *' }],
    ['has a zone that is none', { timeZone: 'Asia/Beijing' }],
    ['has a code with spaces', { code: 'weekly return' }],
  ])('that %s is refused', (_what, given) => {
    expect(() => defineSchedule({ ...valid, ...given })).toThrow(RangeError);
  });
});
