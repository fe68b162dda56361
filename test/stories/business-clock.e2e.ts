import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dateInShanghai } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from './answers.fixture.js';
import { inventCitizen } from './cast.fixture.js';
import { openOffices } from './office.fixture.js';
import { registerDwelling, registerResidence, residenceInput } from './town.fixture.js';

const resident = inventCitizen('鲍秋生', '2015-04-05');

/** The clock of the departments is set to another year; whoever asks still lives in this one. */
describe('A hub that is shown in another year', () => {
  let dataDir = '';
  let hub: HubOnTrial;
  let dwelling = '';
  let person = '';
  let answeredIn2033 = '';
  const startIn = async (start: string): Promise<void> => {
    hub = await startHub({ dataDir, variables: { HUB_CLOCK_START: start } });
  };
  const repeated = (): Record<string, unknown> =>
    residenceInput(resident, dwelling, { arrivedOn: '2025-12-01', idempotencyKey: 'counter-1' });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-year-'));
    await startIn('2033-03-01T09:00:00+08:00');
    const { police } = openOffices(hub);
    dwelling = await registerDwelling(police);
    const registration = await registerResidence(police, resident, dwelling, repeated());
    person = registration.person.id;
    answeredIn2033 = registration.id;
    expect(registration.registeredOn).toBe('2033-03-01');
  });
  afterAll(async () => {
    await hub.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('takes a token of today for a question of that year, and counts ages by it', async () => {
    const school = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    expect(await verify(school, person, 'atLeastAge(age: 17)', 'atLeastAge18: atLeastAge(age: 18)')).toEqual({
      atLeastAge: 'YES from POLICE',
      atLeastAge18: 'NO (UNDER_AGE) from POLICE',
    });
  });

  it('takes what this year has not seen yet, and refuses what that one has not', async () => {
    const { police } = openOffices(hub);
    const arrival = (arrivedOn: string) =>
      residenceInput(inventCitizen('鲍冬生', '2016-04-05'), dwelling, { arrivedOn });
    expect(await police.fail('registerResidence', arrival('2033-03-02'))).toMatchObject({ reason: 'FUTURE_DATE' });
    expect(await police.record('registerResidence', arrival('2033-02-28'))).toHaveProperty('id');
  });

  it('logs in true time', () => {
    const years = hub.logLines.map((line) => dateInShanghai(new Date((JSON.parse(line) as { time: number }).time)));
    expect(years.length).toBeGreaterThan(0);
    expect(years.filter((date) => date.startsWith('2033'))).toEqual([]);
  });

  it.each(['2040-01-01T00:00:00Z', '2026-01-01T00:00:00Z'])(
    'remembers an idempotency key for true days when it starts again in %s',
    async (start) => {
      await hub.stop({ keepData: true });
      await startIn(start);
      const { police } = openOffices(hub);
      const again = await registerResidence(police, resident, dwelling, repeated());
      expect(again.id).toBe(answeredIn2033);
    },
  );
});
