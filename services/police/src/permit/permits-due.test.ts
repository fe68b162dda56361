import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { li, nextKey, tryPolice, zhang } from '../police.fixture.js';

describe('the report on permits whose endorsement runs out', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  beforeEach(async () => {
    police = await tryPolice({ today: '2025-01-10' });
  });
  afterEach(() => police.close());

  const act = async (mutation: string, input: object, selection = 'id'): Promise<Record<string, string>> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { data, errors } = await police
      .as('police')
      .query(`mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`, {
        input: { idempotencyKey: nextKey(), ...input },
      });
    expect(errors).toEqual([]);
    return data?.[mutation] as Record<string, string>;
  };
  /** Permits of two people, the first endorsed until 2026-08-01 and the second until 2026-08-24. */
  const issueTwo = async () => {
    const dwellingId = await police.registerDwelling();
    const [first, second] = [await police.settle(dwellingId, zhang), await police.settle(dwellingId, li)];
    police.setToday('2025-08-24');
    const issue = ({ personId }: { personId: string }, issuedOn: string) =>
      act('issueResidencePermit', { personId, basis: 'JOB', issuedOn });
    return {
      first: { ...first, permitId: String((await issue(first, '2025-08-01'))['id']) },
      second: { ...second, permitId: String((await issue(second, '2025-08-24'))['id']) },
    };
  };
  const report = async (asOf: string, parameters: Record<string, number> = { first: 30, second: 7 }) =>
    (await police.report('permits-due', parameters, asOf)).map(({ data }) => data);

  it('names them exactly so many days before, and on no day between', async () => {
    const { first, second } = await issueTwo();
    const one = { permitId: first.permitId, personId: first.personId, endorsedUntil: '2026-08-01' };
    const other = { permitId: second.permitId, personId: second.personId, endorsedUntil: '2026-08-24' };
    expect(await report('2026-07-02')).toEqual([{ ...one, daysLeft: 30 }]);
    expect(await report('2026-07-03')).toEqual([]);
    // Both reminders may fall on one day
    expect(await report('2026-07-25')).toEqual([
      { ...other, daysLeft: 30 },
      { ...one, daysLeft: 7 },
    ]);
    expect(await report('2026-08-01', { first: 0 })).toEqual([{ ...one, daysLeft: 0 }]);
  });

  it('asks about one day where both numbers are the same, or the second is left out', async () => {
    await issueTwo();
    expect(await report('2026-07-02', { first: 30, second: 30 })).toHaveLength(1);
    expect(await report('2026-07-25', { first: 30 })).toHaveLength(1);
  });

  it('leaves out a permit that was endorsed for the next year, and names it again a year later', async () => {
    const { first } = await issueTwo();
    police.setToday('2026-07-10');
    await act('endorseResidencePermit', { permitId: first.permitId, endorsedOn: '2026-07-10' });
    expect(await report('2026-07-25', { first: 7 })).toEqual([]);
    expect(await report('2027-07-25', { first: 7 })).toMatchObject([{ permitId: first.permitId }]);
  });

  it('leaves out a permit that ended', async () => {
    const { first } = await issueTwo();
    const { registrationId } = first;
    await act('deregisterResidence', { registrationId, leftOn: '2025-08-24', reason: 'LOCALISED' });
    expect(await report('2026-07-02')).toEqual([]);
  });

  it('refuses a number of days that is none', async () => {
    await expect(report('2026-07-02', { first: -1 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(report('2026-07-02', {})).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
