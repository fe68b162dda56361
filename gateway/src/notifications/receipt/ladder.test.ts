import type { CallerName } from '@hub/domain';
import { createHolidayCalendar, defaultHolidayYears } from '@hub/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoEscalationInboxes, EscalationInboxRepository } from './escalation-inbox.repository.js';
import type { ReceiptTrial } from './receipt.fixture.js';
import { officerOf, startReceiptTrial } from './receipt.fixture.js';

const police = officerOf('police');

describe('the ladder', () => {
  let trial: ReceiptTrial;
  beforeEach(async () => {
    trial = await startReceiptTrial();
  });
  afterEach(() => trial.stop());

  const runAt = async (instant: string) => {
    trial.clock.set(instant);
    return trial.createLadder().runDue();
  };
  const stepsOf = async (id: string): Promise<readonly string[]> =>
    (await trial.read(id)).escalations.map(({ receipt, level, inbox }) => `${receipt} ${level} ${inbox}`);
  const escalationsIn = async (department: CallerName): Promise<readonly unknown[]> =>
    (await trial.inboxOf(department)).filter(({ kind }) => kind === 'E-01').map(({ data }) => data?.['level']);

  it('tells liaison, township centre and leading group, counting working days over the Spring Festival', async () => {
    // Friday before the festival; Saturday the 14th is worked, the 15th to the 23rd are off, Saturday the 28th is worked
    trial.clock.set('2026-02-13T10:00:00+08:00');
    const { _id, acknowledgementDue, feedbackDue } = await trial.tell();
    expect(acknowledgementDue).toEqual(new Date('2026-02-15T00:00:00+08:00'));
    expect(feedbackDue).toEqual(new Date('2026-02-28T00:00:00+08:00'));
    const seen: [string, readonly string[]][] = [];
    for (const instant of [
      ...['2026-02-14T23:59:59.999', '2026-02-15T00:00:00', '2026-02-24T23:59:59.999', '2026-02-25T00:00:00'],
      ...[
        '2026-02-27T00:00:00',
        '2026-02-28T00:00:00',
        '2026-03-01T00:00:00',
        '2026-03-03T23:59:59',
        '2026-03-04T00:00:00',
      ],
    ]) {
      const before = (await stepsOf(_id)).length;
      await runAt(`${instant}+08:00`);
      seen.push([instant.slice(5, 10), (await stepsOf(_id)).slice(before)]);
    }
    expect(seen).toEqual([
      ['02-14', []],
      ['02-15', ['ACKNOWLEDGEMENT LIAISON police']],
      ['02-24', []],
      ['02-25', ['ACKNOWLEDGEMENT TOWNSHIP_CENTRE community']],
      ['02-27', ['ACKNOWLEDGEMENT LEADING_GROUP hub']],
      ['02-28', ['FEEDBACK LIAISON police']],
      ['03-01', ['FEEDBACK TOWNSHIP_CENTRE community']],
      ['03-03', []],
      ['03-04', ['FEEDBACK LEADING_GROUP hub']],
    ]);
    expect(await trial.read(_id)).not.toHaveProperty('nextStepAt');
  });

  it('tells which bulletin is overdue, and nothing of what it says', async () => {
    const told = await trial.tell();
    await runAt('2026-11-24T00:00:00+08:00');
    const [escalated] = (await trial.inboxOf('police')).filter(({ kind }) => kind === 'E-01');
    expect(escalated).toMatchObject({ from: 'hub', number: 'E-01/hub-police/2026/000001' });
    expect(escalated?.data).toEqual({
      notificationId: told._id,
      kind: 'N-91',
      level: 'LIAISON',
      dueAt: '2026-11-23T16:00:00.000Z',
      receiver: 'POLICE',
    });
    const { history, escalations } = await trial.read(told._id);
    expect(escalations).toEqual([
      { level: 'LIAISON', receipt: 'ACKNOWLEDGEMENT', at: trial.clock.now(), inbox: 'police' },
    ]);
    expect(history.at(-1)).toEqual({ at: trial.clock.now(), what: 'ESCALATED', by: 'hub', reason: 'LIAISON' });
  });

  it('makes up for every step that was missed, in order, and once', async () => {
    const { _id } = await trial.tell();
    const run = await runAt('2026-12-10T00:00:00+08:00');
    expect(run).toEqual({ taken: 6, blocked: 0, failed: 0 });
    expect(await stepsOf(_id)).toEqual([
      'ACKNOWLEDGEMENT LIAISON police',
      'ACKNOWLEDGEMENT TOWNSHIP_CENTRE community',
      'ACKNOWLEDGEMENT LEADING_GROUP hub',
      'FEEDBACK LIAISON police',
      'FEEDBACK TOWNSHIP_CENTRE community',
      'FEEDBACK LEADING_GROUP hub',
    ]);
    expect(await runAt('2027-01-10T00:00:00+08:00')).toEqual({ taken: 0, blocked: 0, failed: 0 });
    expect(await escalationsIn('hub')).toEqual(['LEADING_GROUP', 'LEADING_GROUP']);
  });

  it('takes each step once though several processes are at it', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => trial.tell(`event-${String(index)}`)));
    trial.clock.set('2026-12-10T00:00:00+08:00');
    const runs = await Promise.all([1, 2, 3].map(() => trial.createLadder().runDue()));
    expect(runs.reduce((sum, { taken }) => sum + taken, 0)).toBe(12 * 6);
    for (const { _id } of ids) expect(new Set(await stepsOf(_id)).size).toBe(6);
    expect(await escalationsIn('community')).toHaveLength(24);
  });

  it('stops for the acknowledgement when it is given, and goes on with the feedback when that is due', async () => {
    const { _id } = await trial.tell();
    await runAt('2026-11-24T00:00:00+08:00');
    await trial.receipts.acknowledge(police, _id);
    await runAt('2026-11-27T00:00:00+08:00');
    expect(await stepsOf(_id)).toEqual(['ACKNOWLEDGEMENT LIAISON police']);
    await runAt('2026-11-28T00:00:00+08:00');
    expect(await stepsOf(_id)).toEqual(['ACKNOWLEDGEMENT LIAISON police', 'FEEDBACK LIAISON police']);
    await trial.receipts.giveFeedback(police, { id: _id, outcome: 'DONE' });
    expect(await runAt('2026-12-20T00:00:00+08:00')).toEqual({ taken: 0, blocked: 0, failed: 0 });
  });

  it('leaves alone what was answered, or recalled, in time', async () => {
    const [answered, recalled] = [await trial.tell('a'), await trial.tell('b')];
    await trial.receipts.giveFeedback(police, { id: answered._id, outcome: 'DONE' });
    await trial.recalls.recall(officerOf('labor'), { id: recalled._id, reason: 'ISSUED_IN_ERROR' });
    await runAt('2026-12-20T00:00:00+08:00');
    expect([await stepsOf(answered._id), await stepsOf(recalled._id)]).toEqual([[], []]);
  });

  it('waits, and says so, where the holiday tables end; with the next table it goes on', async () => {
    trial.clock.set('2026-12-29T10:00:00+08:00');
    const { _id } = await trial.tell('event-1', { feedbackDue: null });
    expect(await runAt('2026-12-31T00:00:00+08:00')).toEqual({ taken: 1, blocked: 0, failed: 0 });
    expect(await runAt('2027-01-01T00:00:00+08:00')).toEqual({ taken: 1, blocked: 0, failed: 0 });
    expect(await runAt('2027-01-08T00:00:00+08:00')).toEqual({ taken: 0, blocked: 1, failed: 0 });
    // Within the hour nobody looks again, so that a log does not fill
    expect(await runAt('2027-01-08T00:30:00+08:00')).toEqual({ taken: 0, blocked: 0, failed: 0 });
    const next = { year: 2027, holidays: { '2027-01-01': '元旦' }, workdays: [] };
    trial.calendar = createHolidayCalendar([...defaultHolidayYears(), next]);
    expect(await runAt('2027-01-08T01:00:00+08:00')).toEqual({ taken: 1, blocked: 0, failed: 0 });
    expect((await stepsOf(_id)).map((step) => step.split(' ')[1])).toEqual([
      'LIAISON',
      'TOWNSHIP_CENTRE',
      'LEADING_GROUP',
    ]);
  });

  it('tells whoever stands for a level on the day', async () => {
    const inboxes = new EscalationInboxRepository(trial.store);
    const row = { level: 'TOWNSHIP_CENTRE', validFrom: '2026-11-01' } as const;
    await inboxes.replaceAll([
      ...demoEscalationInboxes,
      { ...row, _id: 'a', inbox: 'labor', validTo: '2026-11-24' },
      { ...row, _id: 'b', inbox: 'education', receiver: 'police', validFrom: '2026-11-26' },
    ]);
    const before = await trial.tell('a');
    await runAt('2026-11-25T00:00:00+08:00');
    expect((await stepsOf(before._id)).at(-1)).toBe('ACKNOWLEDGEMENT TOWNSHIP_CENTRE community');
    const after = await trial.tell('b');
    await runAt('2026-11-28T00:00:00+08:00');
    expect(await stepsOf(after._id)).toContain('ACKNOWLEDGEMENT TOWNSHIP_CENTRE education');
  });

  it('reads what is due, however many bulletins there are', async () => {
    await trial.stop();
    trial = await startReceiptTrial({ largeCollection: 30 });
    for (let serial = 1; serial <= 40; serial++) await trial.tell(`event-${String(serial)}`);
    expect(await runAt('2026-11-21T00:00:00+08:00')).toEqual({ taken: 0, blocked: 0, failed: 0 });
    expect(await runAt('2026-11-24T00:00:00+08:00')).toMatchObject({ taken: 40 });
  });

  it('ends after the step in hand when it is told to', async () => {
    await trial.tell();
    trial.clock.set('2026-12-10T00:00:00+08:00');
    expect(await trial.createLadder().runDue(AbortSignal.abort())).toEqual({ taken: 0, blocked: 0, failed: 0 });
  });
});

describe('the ladder of a hub where nobody stands for a level', () => {
  let trial: ReceiptTrial;
  beforeEach(async () => {
    trial = await startReceiptTrial({ inboxes: false });
  });
  afterEach(() => trial.stop());

  it('loses no step: it is taken when somebody does', async () => {
    const { _id } = await trial.tell();
    trial.clock.set('2026-11-24T00:00:00+08:00');
    expect(await trial.createLadder().runDue()).toEqual({ taken: 0, blocked: 1, failed: 0 });
    const inboxes = new EscalationInboxRepository(trial.store);
    await inboxes.replaceAll([{ _id: 'a', level: 'LIAISON', inbox: 'hub', validFrom: '2026-01-01' }]);
    trial.clock.set('2026-11-24T01:00:00+08:00');
    expect(await trial.createLadder().runDue()).toEqual({ taken: 1, blocked: 0, failed: 0 });
    expect((await trial.read(_id)).escalations.map(({ inbox }) => inbox)).toEqual(['hub']);
  });
});
