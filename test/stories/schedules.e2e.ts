import type { HubOnTrial, Officer } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './eventually.fixture.js';
import { standingClock } from './standing-clock.fixture.js';

interface Shown {
  readonly code: string;
  readonly nextDueAt: string | null;
  readonly lastOccurrence: { readonly dueAt: string; readonly state: string } | null;
}

describe('The hub goes by its schedules', () => {
  const clock = standingClock('2026-11-19');
  let hub: HubOnTrial;
  let admin: Officer;
  beforeAll(async () => {
    hub = await startHub({ population: 'XS', clock });
    admin = hub.asClient('hub-admin', { purpose: 'OWN_RECORDS' });
  });
  afterAll(() => hub.stop());

  const list = async (): Promise<readonly Shown[]> => {
    const { data } = await admin.query('{ schedules { code nextDueAt lastOccurrence { dueAt state } } }');
    return (data?.['schedules'] ?? []) as readonly Shown[];
  };
  const stateOf = (schedules: readonly Shown[], code: string): string | undefined =>
    schedules.find((schedule) => schedule.code === code)?.lastOccurrence?.state;

  const isOn = (schedules: readonly Shown[], day: string): boolean =>
    schedules.some(({ code, lastOccurrence }) => code === 'holiday-watch' && lastOccurrence?.dueAt.includes(day));

  it('over two weeks: every report that a schedule asks for is answered, and every bulletin can be told', async () => {
    clock.setToday('2026-12-03');
    const expected = [
      ['holiday-watch', 'DONE'],
      ['permit-reminders', 'DONE'],
      ['rollup-township', 'DONE'],
      ['rollup-village', 'DONE'],
      ['school-intake-monthly', 'DONE'],
      // The holidays of 2027 are not known
      ['school-intake-yearly', undefined],
      ['vaccination-outreach', 'DONE'],
      ['weekly-return-close', 'DONE'],
      ['weekly-return-list', 'DONE'],
      ['weekly-return-open', 'DONE'],
      ['weekly-return-reminder', 'SKIPPED'],
    ];
    const told = (schedules: readonly Shown[]): unknown =>
      schedules.map(({ code }) => [code, stateOf(schedules, code)]);
    const schedules = await eventually(list, (found) => JSON.stringify(told(found)) === JSON.stringify(expected));
    expect(told(schedules)).toEqual(expected);
  });

  it('what promises an answer beyond the holiday tables waits, until the table is loaded', async () => {
    clock.setToday('2026-12-28');
    const waiting = await eventually(
      list,
      (found) => stateOf(found, 'holiday-watch') === 'DONE' && isOn(found, '12-28'),
    );
    expect(stateOf(waiting, 'vaccination-outreach')).toBe('OPEN');
    const input = {
      idempotencyKey: 'notice-2027',
      year: 2027,
      holidays: [{ date: '2027-01-01', name: '元旦' }],
      workdays: [],
    };
    const mutation = `mutation ($input: LoadHolidayYearInput!) { loadHolidayYear(input: $input) { year source revision } }`;
    const before = (await list()).find(({ code }) => code === 'school-intake-yearly');
    expect(before?.nextDueAt).toBeNull();
    const { data, errors } = await admin.query(mutation, { input });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ loadHolidayYear: { year: 2027, source: 'LOADED', revision: 1 } });
    const after = (await list()).find(({ code }) => code === 'school-intake-yearly');
    expect(after?.nextDueAt).toBe('2027-03-01T00:00:00.000Z');
    const told = await eventually(list, (found) => stateOf(found, 'vaccination-outreach') === 'DONE');
    expect(stateOf(told, 'vaccination-outreach')).toBe('DONE');
    expect((await hub.asOfficer('police', { purpose: 'OWN_RECORDS' }).query(mutation, { input })).errors).toMatchObject(
      [{ extensions: { code: 'FORBIDDEN', fields: ['Mutation.loadHolidayYear'] } }],
    );
  });

  it('what was done cannot be tried again, and says so', async () => {
    const [done] = (await list()).filter(({ lastOccurrence }) => lastOccurrence?.state === 'DONE');
    const input = { schedule: done?.code, dueAt: done?.lastOccurrence?.dueAt };
    const mutation = 'mutation ($input: RetryOccurrenceInput!) { retryOccurrence(input: $input) { state } }';
    expect((await admin.query(mutation, { input })).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'NOT_FAILED', field: 'input.dueAt' } },
    ]);
  });
});
