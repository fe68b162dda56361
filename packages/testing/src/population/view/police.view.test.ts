import { addMonths, addYears, countyOf } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { groupBy, overlaps } from '../rows.fixture.js';
import { township } from '../township.fixture.js';
import { isHeld } from './form-row.js';

const { truth, views, asOf } = township;
const { police } = views;
const registrations = police.registrations.filter(isHeld);

describe('police', () => {
  it('has one active registration per person and county', () => {
    const county = new Map(police.dwellings.map(({ key, regionCode }) => [key, countyOf(regionCode)]));
    const active = registrations.filter(({ status }) => status === 'ACTIVE');
    const keys = active.map(
      ({ personKey, dwellingKey }) => `${personKey} ${county.get(dwellingKey ?? '') ?? 'nowhere'}`,
    );
    expect(new Set(keys).size).toBe(active.length);
    expect(keys.filter((key) => key.endsWith('nowhere'))).toEqual([]);
  });

  it('registers nobody before arrival, and ends what it ends afterwards', () => {
    const wrong = registrations.filter(
      ({ arrivedOn, registeredOn, endedOn, status }) =>
        arrivedOn > registeredOn ||
        (endedOn ?? asOf) < registeredOn ||
        (endedOn === undefined) !== (status === 'ACTIVE'),
    );
    expect(wrong).toEqual([]);
  });

  it('closes a registration with MOVED on the day of the next, which keeps counting from the first', () => {
    const chains = groupBy(registrations, ({ personKey }) => personKey).filter(({ length }) => length > 1);
    expect(chains.length).toBeGreaterThan(150);
    for (const [first, second] of chains) {
      expect(first?.status).toBe('MOVED');
      expect(first?.endedOn).toBe(second?.registeredOn);
      expect(second?.continuousSince).toBe(first?.registeredOn);
      expect(second?.dwellingKey).not.toBe(first?.dwellingKey);
    }
  });

  it('has moves between villages in its history', () => {
    const villages = new Map(police.dwellings.map(({ key, regionCode }) => [key, regionCode]));
    const chains = groupBy(registrations, ({ personKey }) => personKey);
    const moved = chains.filter((rows) => new Set(rows.map((row) => villages.get(row.dwellingKey ?? ''))).size > 1);
    expect(moved.length).toBeGreaterThan(80);
  });

  it('issues at most one permit per person, half a year after registration at the earliest, for whole years', () => {
    const since = new Map(
      registrations.filter((row) => row.status === 'ACTIVE').map((row) => [row.personKey, row.continuousSince]),
    );
    expect(new Set(police.permits.map(({ personKey }) => personKey)).size).toBe(police.permits.length);
    for (const { personKey, issuedOn, endorsedUntil, state } of police.permits) {
      expect(issuedOn >= addMonths(since.get(personKey) ?? '9000-01-01', 6)).toBe(true);
      expect(issuedOn <= asOf).toBe(true);
      const years = Number(endorsedUntil.slice(0, 4)) - Number(issuedOn.slice(0, 4));
      expect(endorsedUntil).toBe(addYears(issuedOn, years));
      expect(years).toBeGreaterThan(0);
      expect(state).toBe(endorsedUntil >= asOf ? 'ACTIVE' : 'SUSPENDED');
    }
  });

  it('has tenancies in registered units that do not overlap per person and unit', () => {
    const registered = new Set(police.rentalUnits.map(({ key }) => key));
    const tenancies = police.tenancies.filter(isHeld);
    expect(tenancies.filter(({ unitKey }) => !registered.has(unitKey))).toEqual([]);
    const times = groupBy(tenancies, ({ personKey, unitKey }) => `${personKey} ${unitKey}`);
    const clashing = times.filter((rows) =>
      overlaps(rows.map(({ startedOn, endedOn }) => ({ from: startedOn, to: endedOn }))),
    );
    expect(clashing).toEqual([]);
  });

  it('hears nothing from the landlord who never reports', () => {
    const [silent] = truth.scenarios.silentLandlords;
    const units = police.rentalUnits.filter(({ landlordKey }) => landlordKey === silent).map(({ key }) => key);
    expect(units.length).toBeGreaterThan(1);
    expect(truth.stays.some(({ rentalUnitKey }) => units.includes(rentalUnitKey ?? ''))).toBe(true);
    expect(police.tenancies.filter(({ unitKey }) => units.includes(unitKey))).toEqual([]);
  });
});
