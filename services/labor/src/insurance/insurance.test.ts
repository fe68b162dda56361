import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cooperative, errorOf, nextKey, school, tryLabor } from '../labor.fixture.js';

describe('recording social insurance', () => {
  let labor: Awaited<ReturnType<typeof tryLabor>>;
  let personId: string;

  beforeAll(async () => {
    labor = await tryLabor();
  });
  beforeEach(() => {
    personId = labor.newPersonId();
  });
  afterAll(() => labor.close());

  const months = async (count: number, on = '2026-11-22'): Promise<unknown> => {
    const asked = `insuredForMonths(months: ${String(count)}, on: "${on}") { answer reason }`;
    return (await labor.askPerson(personId, asked))?.['insuredForMonths'];
  };
  const yes = { answer: 'YES', reason: null };
  const no = (reason: string) => ({ answer: 'NO', reason });

  it('says no for want of a record: the register makes the fact', async () => {
    expect(await months(0)).toEqual(no('NO_RECORD'));
    await labor.insure(personId, { since: '2026-06-01' });
    expect(await months(0, '2026-05-31')).toEqual(no('NO_RECORD'));
  });

  it('counts calendar months from the first day to the last, both covered', async () => {
    await labor.insure(personId, { since: '2026-05-22' });
    expect(await months(6)).toEqual(yes);
    expect(await months(6, '2026-11-21')).toEqual(yes);
    expect(await months(6, '2026-11-20')).toEqual(no('TOO_SHORT'));
    expect(await months(7)).toEqual(no('TOO_SHORT'));
    expect(await months(0, '2026-05-22')).toEqual(yes);
  });

  it('ends half a year that began on the 31st with the shorter month', async () => {
    await labor.insure(personId, { since: '2025-08-31' });
    expect(await months(6, '2026-02-26')).toEqual(no('TOO_SHORT'));
    expect(await months(6, '2026-02-27')).toEqual(yes);
  });

  it('covers the last day, and not the day after', async () => {
    await labor.insure(personId, { since: '2026-01-01', until: '2026-06-30' });
    expect(await months(6, '2026-06-30')).toEqual(yes);
    expect(await months(6, '2026-06-29')).toEqual(no('TOO_SHORT'));
    expect(await months(7, '2026-06-30')).toEqual(no('TOO_SHORT'));
    expect(await months(6, '2026-07-01')).toEqual(no('ENDED'));
  });

  it('joins periods that touch or overlap, whoever the employers were', async () => {
    await labor.insure(personId, { since: '2026-01-01', until: '2026-03-31' });
    await labor.insure(personId, { since: '2026-04-01', until: '2026-09-30', employerCode: cooperative });
    await labor.insure(personId, { since: '2026-05-01', until: '2026-05-31', employerCode: school });
    await labor.insure(personId, { since: '2026-09-15', employerCode: school });
    expect(await months(10)).toEqual(yes);
    expect(await months(11)).toEqual(no('TOO_SHORT'));
  });

  it('starts anew after a break of one day', async () => {
    await labor.insure(personId, { since: '2026-01-01', until: '2026-03-30' });
    await labor.insure(personId, { since: '2026-04-01', employerCode: cooperative });
    expect(await months(7)).toEqual(yes);
    expect(await months(8)).toEqual(no('TOO_SHORT'));
  });

  it('ends what runs, and corrects an end, by recording the same first day again', async () => {
    const first = await labor.insure(personId);
    const ended = await labor.insure(personId, { until: '2026-08-31' });
    const id = (first.data?.['recordSocialInsurance'] as { id: string }).id;
    expect(ended.data?.['recordSocialInsurance']).toMatchObject({ id, since: '2026-03-01', until: '2026-08-31' });
    expect(await months(1)).toEqual(no('ENDED'));
    await labor.insure(personId, { until: '2199-12-31' });
    expect(await months(8)).toEqual(yes);
    expect((await labor.insure(personId)).data?.['recordSocialInsurance']).toMatchObject({ id, until: null });
  });

  it('refuses a person, code or dates that cannot be, and a number of months that nobody lives', async () => {
    const refusals = [
      [{ personId: 'somebody' }, 'input.personId', 'BAD_PERSON_ID'],
      [{ employerCode: '91990001MA' }, 'input.employerCode', 'BAD_LENGTH'],
      [{ since: '2026-11-23' }, 'input.since', 'FUTURE_DATE'],
      [{ until: '2026-02-28' }, 'input.until', 'DATE_ORDER'],
    ] as const;
    for (const [changes, field, reason] of refusals) {
      expect(errorOf(await labor.insure(personId, changes))).toEqual({ code: 'BAD_USER_INPUT', field, reason });
    }
    const asked = await labor
      .as('labor')
      .entities('Person', [{ id: personId }], 'insuredForMonths(months: -1) { answer }');
    expect(errorOf(asked)).toEqual({ code: 'BAD_USER_INPUT', field: 'months', reason: 'OUT_OF_RANGE' });
    expect(await months(0)).toEqual(no('NO_RECORD'));
  });

  it('gives the first answer again for the same key and content, and a conflict for other content', async () => {
    const idempotencyKey = nextKey();
    const both = await Promise.all([1, 2].map(() => labor.insure(personId, { idempotencyKey })));
    expect(both[0]?.errors).toEqual([]);
    expect(both[0]?.data).toEqual(both[1]?.data);
    expect(errorOf(await labor.insure(personId, { idempotencyKey, until: '2026-10-31' }))).toMatchObject({
      code: 'CONFLICT',
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
  });
});
