import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bornOn } from '../children.fixture.js';
import { intakePeople } from '../intake.js';
import { nextKey, tryPolice, village, zhang } from '../police.fixture.js';
import { registrationCollection } from '../registration/registration.repository.js';
import { personCollection } from './person.repository.js';

const otherVillage = '330921200203';
const farVillage = '330113100201';

describe('the report on children who may begin school', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  beforeEach(async () => {
    police = await tryPolice({ today: '2026-03-01' });
  });
  afterEach(() => police.close());

  const settle = async (birthDates: readonly string[], regionCode = village): Promise<readonly string[]> => {
    const dwellingId = await police.registerDwelling({ regionCode });
    const ids: string[] = [];
    for (const birthDate of birthDates) ids.push((await police.settle(dwellingId, bornOn(birthDate))).personId);
    return ids;
  };
  const report = async (intakeBy = '2026-08-31') =>
    (await police.report('school-intake', { intakeBy })).map(({ data }) => data);
  const twelve = (birthDate: string): readonly string[] => Array.from({ length: 12 }, () => birthDate);

  it('counts by village who turns six by 31 August, and not who turns six a day later', async () => {
    await settle([...twelve('2020-08-31'), ...twelve('2020-09-01'), '2020-02-29', '2019-08-31']);
    await settle([...twelve('2020-03-01'), '2020-03-01'], otherVillage);
    expect(await report()).toEqual([
      { regionCode: village, children: 13 },
      { regionCode: otherVillage, children: 13 },
    ]);
    expect(await report('2027-08-31')).toEqual([{ regionCode: village, children: 12 }]);
  });

  it('hides how many there are below ten, and leaves out villages without any', async () => {
    await settle(twelve('2020-05-05').slice(0, 9));
    await settle(twelve('2020-05-05').slice(0, 10), otherVillage);
    await settle(['1990-05-05'], '330921200212');
    expect(await report()).toEqual([
      { regionCode: village, children: '<10' },
      { regionCode: otherVillage, children: 10 },
    ]);
  });

  it('counts a child once, where it was registered last', async () => {
    const children = twelve('2020-05-05').map(bornOn);
    const [here, there] = [await police.registerDwelling(), await police.registerDwelling({ regionCode: farVillage })];
    for (const child of children) await police.settle(here, child);
    police.setToday('2026-04-01');
    for (const child of children) await police.settle(there, child);
    expect(await report()).toEqual([{ regionCode: farVillage, children: 12 }]);
  });

  it('does not count who left, nor who never registered', async () => {
    const dwellingId = await police.registerDwelling();
    const { registrationId } = await police.settle(dwellingId, bornOn('2020-05-05'));
    const text = 'mutation ($input: DeregisterResidenceInput!) { deregisterResidence(input: $input) { status } }';
    const input = { idempotencyKey: nextKey(), registrationId, leftOn: '2026-03-01', reason: 'LEFT' };
    await police.as('police').query(text, { input });
    const mint = 'mutation ($input: ResolvePersonsInput!) { resolvePersons(input: $input) { results { outcome } } }';
    const items = [{ reference: '1', ...bornOn('2020-05-05') }];
    const minted = await police.as('education').query(mint, { input: { mint: true, items } });
    expect(minted.data).toEqual({ resolvePersons: { results: [{ outcome: 'NEW' }] } });
    expect(await report()).toEqual([]);
  });

  it('counts children whose document came first to another department, once they register', async () => {
    const child = bornOn('2020-05-05');
    const mint = 'mutation ($input: ResolvePersonsInput!) { resolvePersons(input: $input) { results { outcome } } }';
    await police.as('education').query(mint, { input: { mint: true, items: [{ reference: '1', ...child }] } });
    await police.settle(await police.registerDwelling(), child);
    expect(await report()).toEqual([{ regionCode: village, children: '<10' }]);
  });

  it('counts children taken over from an older system, and guesses nothing of who has no birth date', async () => {
    const personKey = randomBytes(32);
    const { store, resources } = police;
    const base = { store, resources, personKey, clock: { now: () => new Date(), today: () => '2026-03-01' } };
    const person = { name: '王小小', status: 'ACTIVE' } as const;
    await intakePeople(base, [
      { reference: 'child', ...person, ...bornOn('2020-05-05'), documentType: 'CITIZEN_ID' },
      { reference: 'foreigner', ...person, documentType: 'PASSPORT', documentNumber: 'E12345678' },
      { reference: 'grown-up', ...person, ...bornOn('1990-05-05'), documentType: 'CITIZEN_ID' },
    ]);
    const people = await store.collection(personCollection).find({}, { limit: 10 }).toArray();
    expect(people.map(({ intakeYear }) => intakeYear).sort()).toEqual([2026, undefined, undefined]);
  });

  it('keeps the year alone in clear, and of children alone', async () => {
    const [child = ''] = await settle(['2020-08-31']);
    await police.settle(await police.registerDwelling(), zhang);
    const people = await police.store.collection(personCollection).find({}, { limit: 10 }).toArray();
    expect(people.filter(({ intakeYear }) => intakeYear !== undefined).map(({ _id }) => _id)).toEqual([child]);
    expect(JSON.stringify(people)).not.toContain('2020');
  });

  it('goes through a cohort that is larger than a batch', async () => {
    const personKey = randomBytes(32);
    const clock = { now: () => new Date('2026-03-01T04:00:00Z'), today: () => '2026-03-01' };
    const children = Array.from({ length: 1_100 }, (_, index) => ({
      reference: String(index),
      documentType: 'CITIZEN_ID' as const,
      documentNumber: bornOn(`2020-0${String((index % 8) + 1)}-${String((index % 28) + 1).padStart(2, '0')}`)
        .documentNumber,
      name: '王小小',
      status: 'ACTIVE' as const,
    }));
    const { store, resources } = police;
    const ids = await intakePeople({ store, resources, clock, personKey }, children);
    const registered = [...ids.values()].map((personId, index) => ({
      _id: `r-${String(index)}`,
      personId,
      dwellingId: 'd-1',
      regionCode: index % 2 === 0 ? village : otherVillage,
      countyCode: '330921',
      arrivedOn: '2026-01-01',
      registeredOn: '2026-01-01',
      continuousSince: '2026-01-01',
      reason: 'JOIN_FAMILY' as const,
      dwellingRelation: 'RENT' as const,
      source: 'SELF' as const,
      status: 'ACTIVE' as const,
      receiptNumber: 'R20260101-0000000000',
      updatedAt: clock.now(),
    }));
    await store.collection(registrationCollection).insertMany(registered);
    expect(await report()).toEqual([
      { regionCode: village, children: 550 },
      { regionCode: otherVillage, children: 550 },
    ]);
  });

  it.each(['2026-08-30', '2026-09-01'])('refuses %s, by which nobody counts school age', async (intakeBy) => {
    await expect(report(intakeBy)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
