import type { HolidayYear } from '@hub/domain';
import { defaultHolidayYears, HubError, systemClock } from '@hub/domain';
import { createLogger, deriveKey, derivePersonTagKey } from '@hub/server';
import { idempotencyCollection } from '@hub/subgraph';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssuerTrial } from '../../notifications/notification/issuer.fixture.js';
import { startIssuerTrial } from '../../notifications/notification/issuer.fixture.js';
import { HolidayCalendarStore } from './holiday-calendar-store.js';
import { holidayYearCollection, HolidayYearRepository } from './holiday-year.repository.js';
import type { HolidayYearRequest } from './holiday-year.service.js';
import { HolidayYearService } from './holiday-year.service.js';

const logger = createLogger({ name: 'trial', level: 'silent' });
const year2026: HolidayYear = { year: 2026, holidays: { '2026-01-01': '元旦' }, workdays: ['2026-01-04'] };
const admin = { client: 'hub-admin', department: 'hub', purpose: 'OWN_RECORDS', officer: 'trial' } as const;

let trial: IssuerTrial;
beforeEach(async () => {
  trial = await startIssuerTrial([holidayYearCollection, idempotencyCollection]);
});
afterEach(() => trial.stop());

async function openCalendars(
  given: Partial<ConstructorParameters<typeof HolidayCalendarStore>[0]> = {},
): Promise<HolidayCalendarStore> {
  const calendars = new HolidayCalendarStore({ store: trial.store, clock: trial.clock, logger, ...given });
  await calendars.open();
  return calendars;
}

function createService(calendars: HolidayCalendarStore): HolidayYearService {
  const secret = new Uint8Array(32).fill(1);
  const resources = {
    synthetic: true,
    personTagKey: derivePersonTagKey(secret),
    contentKey: deriveKey(secret, 'idempotency:hub'),
  };
  return new HolidayYearService({
    store: trial.store,
    clock: trial.clock,
    trueClock: systemClock,
    resources,
    onLoaded: async () => {
      await calendars.refresh();
    },
  });
}

const year2027: HolidayYearRequest = {
  idempotencyKey: 'notice-2027',
  year: 2027,
  holidays: [
    { date: '2027-01-01', name: '元旦' },
    { date: '2027-02-08', name: '春节' },
  ],
  workdays: ['2027-02-20'],
};

describe('the holiday tables of the store', () => {
  it('are first those of the release, and the same at the next start', async () => {
    const first = await openCalendars();
    expect(first.calendar.lastKnownDate).toBe('2026-12-31');
    expect(first.calendar.isWorkingDay('2026-02-14')).toBe(true);
    const rows = await new HolidayYearRepository(trial.store).listAll();
    expect(rows.map(({ year, source, revision }) => [year, source, revision])).toEqual(
      defaultHolidayYears().map(({ year }) => [year, 'RELEASE', 1]),
    );
    await openCalendars();
    expect(await new HolidayYearRepository(trial.store).listAll()).toEqual(rows);
  });

  it('are filled once by two processes that start at the same time', async () => {
    await Promise.all([openCalendars(), openCalendars(), openCalendars()]);
    const rows = await new HolidayYearRepository(trial.store).listAll();
    expect(rows.map(({ year }) => year)).toEqual(defaultHolidayYears().map(({ year }) => year));
  });

  it('take what a later release corrects, but not over what was loaded here', async () => {
    await openCalendars({ release: [year2026] });
    const corrected = { ...year2026, workdays: [] };
    const later = await openCalendars({ release: [corrected] });
    expect(later.calendar.isWorkingDay('2026-01-04')).toBe(false);

    const holidays = [{ date: '2026-01-02', name: '元旦' }];
    await createService(later).load(admin, { idempotencyKey: 'k', year: 2026, holidays, workdays: [] });
    const latest = await openCalendars({ release: [year2026] });
    expect(latest.calendar.isWorkingDay('2026-01-04')).toBe(false);
    expect(latest.calendar.isWorkingDay('2026-01-02')).toBe(false);
    expect(latest.calendar.isWorkingDay('2026-01-01')).toBe(true);
  });

  it('reach another process when it reads them again', async () => {
    const [here, there] = [await openCalendars(), await openCalendars()];
    await createService(here).load(admin, year2027);
    expect(here.calendar.lastKnownDate).toBe('2027-12-31');
    expect(there.calendar.lastKnownDate).toBe('2026-12-31');
    expect(await there.refresh()).toBe(true);
    expect(there.calendar.addWorkingDays('2027-02-19', 1)).toBe('2027-02-20');
    expect(await there.refresh()).toBe(false);
  });

  it("a province's own table stands for the nation's of that year alone", async () => {
    const calendars = await openCalendars({ jurisdiction: 'CN-45' });
    await createService(calendars).load(admin, {
      idempotencyKey: 'k',
      jurisdiction: 'CN-45',
      year: 2026,
      holidays: [{ date: '2026-04-20', name: '三月三' }],
      workdays: [],
    });
    expect(calendars.calendar.isWorkingDay('2026-04-20')).toBe(false);
    expect(calendars.calendar.isWorkingDay('2025-10-01')).toBe(false);
    const elsewhere = await openCalendars();
    expect(elsewhere.calendar.isWorkingDay('2026-04-20')).toBe(true);
  });
});

describe('a table that is loaded', () => {
  it('is stored with who and when, and the same table again changes nothing', async () => {
    const service = createService(await openCalendars());
    const loaded = await service.load(admin, year2027);
    expect(loaded).toMatchObject({
      _id: 'CN-2027',
      source: 'LOADED',
      revision: 1,
      loadedBy: 'hub-admin',
      loadedAt: trial.clock.now(),
      holidays: { '2027-01-01': '元旦', '2027-02-08': '春节' },
    });
    expect(await service.load(admin, { ...year2027, idempotencyKey: 'again' })).toEqual(loaded);
    const corrected = await service.load(admin, { ...year2027, idempotencyKey: 'corrected', workdays: [] });
    expect(corrected.revision).toBe(2);
  });

  it.each<[string, Partial<HolidayYearRequest>, string]>([
    ['a day of another year', { holidays: [{ date: '2026-01-01', name: '元旦' }] }, 'input.holidays'],
    [
      'a day twice',
      { holidays: [...year2027.holidays, { date: '2027-01-01', name: '元旦' }] },
      'input.holidays.2.date',
    ],
    ['no days', { holidays: [] }, 'input.holidays'],
    ['a make-up day that is no weekend day', { workdays: ['2027-02-22'] }, 'input.workdays.0'],
    ['a year that cannot be', { year: 1027 }, 'input.year'],
    ['a jurisdiction that is none', { jurisdiction: 'ZJ' }, 'input.jurisdiction'],
    ['a key that is used for another table', { year: 2027, workdays: [] }, 'input.idempotencyKey'],
  ])('is refused with %s, and the field is named', async (_what, given, field) => {
    const service = createService(await openCalendars());
    await service.load(admin, year2027);
    const idempotencyKey = field === 'input.idempotencyKey' ? year2027.idempotencyKey : 'other';
    const refused = await service
      .load(admin, { ...year2027, ...given, idempotencyKey })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HubError);
    expect(refused).toMatchObject({ details: { field } });
    expect((await service.list()).at(-1)?.revision).toBe(1);
  });
});
