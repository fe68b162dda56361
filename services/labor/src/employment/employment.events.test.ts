import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOf, nextKey, shipyard, tryLabor } from '../labor.fixture.js';

describe('what labor tells of employments', () => {
  let labor: Awaited<ReturnType<typeof tryLabor>>;
  let personId: string;

  beforeAll(async () => {
    labor = await tryLabor();
  });
  beforeEach(async () => {
    personId = labor.newPersonId();
    await labor.takeEvents();
  });
  afterAll(() => labor.close());

  it('is a hire and its end, each once and in the order of their commits', async () => {
    const employmentId = await labor.work(personId);
    await labor.end(employmentId, { reason: 'EXPIRED' });
    const told = { employmentId, personId, employerCode: shipyard };
    expect(await labor.takeEvents()).toMatchObject([
      {
        type: 'labor.employment.started',
        occurredAt: '2026-11-22T04:00:00.000Z',
        data: { ...told, startedOn: '2026-03-01' },
      },
      { type: 'labor.employment.ended', data: { ...told, endedOn: '2026-07-01', reason: 'EXPIRED' } },
    ]);
  });

  it('is one event however often a report comes under its key', async () => {
    const idempotencyKey = nextKey();
    await Promise.all([1, 2].map(() => labor.hire(personId, { idempotencyKey })));
    await labor.hire(personId, { idempotencyKey });
    expect(await labor.takeEvents()).toHaveLength(1);
  });

  it('is nothing when a report is refused, also after it came that far', async () => {
    const employmentId = await labor.work(personId);
    await labor.takeEvents();
    expect(errorOf(await labor.hire(personId))).toMatchObject({ reason: 'EMPLOYMENT_OVERLAPS' });
    expect(errorOf(await labor.hire(personId, { startedOn: '2026-11-23' }))).toMatchObject({ reason: 'FUTURE_DATE' });
    expect(errorOf(await labor.end(employmentId, { endedOn: '2026-02-28' }))).toMatchObject({ reason: 'DATE_ORDER' });
    expect(errorOf(await labor.end('no-such-employment'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await labor.takeEvents()).toEqual([]);
  });

  it('has no flag, occupation, contract or verified age', async () => {
    await labor.hire(personId, { ageVerified: 'NO', occupation: '电焊工', contractSignedOn: '2026-02-20' });
    const [event] = await labor.takeEvents();
    expect(Object.keys(event?.data ?? {}).sort()).toEqual(['employerCode', 'employmentId', 'personId', 'startedOn']);
    expect(JSON.stringify(event)).not.toMatch(/UNDER_16|电焊工|2026-02-20/);
  });

  it('is not told of social insurance', async () => {
    expect((await labor.insure(personId)).errors).toEqual([]);
    expect(await labor.takeEvents()).toEqual([]);
  });
});
