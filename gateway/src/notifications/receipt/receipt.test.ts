import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotificationDocument } from '../notification/notification.repository.js';
import type { ReceiptTrial } from './receipt.fixture.js';
import { officerOf, startReceiptTrial, trialReadOnly } from './receipt.fixture.js';

const police = officerOf('police');
const personId = 'p'.padEnd(33, '0');

describe('a receipt', () => {
  let trial: ReceiptTrial;
  let told: NotificationDocument;
  beforeEach(async () => {
    trial = await startReceiptTrial();
    told = await trial.tell();
    trial.clock.set('2026-11-20T11:00:00+08:00');
  });
  afterEach(() => trial.stop());

  const now = (): Date => trial.clock.now();

  it('acknowledges a bulletin once, however often it is given', async () => {
    const first = await trial.receipts.acknowledge(police, told._id);
    expect(first).toMatchObject({ state: 'ACKNOWLEDGED', acknowledgedAt: now() });
    expect(first.history.at(-1)).toEqual({ at: now(), what: 'ACKNOWLEDGED', by: 'police-system officer-7' });
    trial.clock.set('2026-11-20T12:00:00+08:00');
    expect(await trial.receipts.acknowledge({ ...police, officer: 'officer-8' }, told._id)).toEqual(first);
  });

  it('acknowledges once when two officers do it at the same time', async () => {
    const both = await Promise.all(
      ['officer-7', 'officer-8'].map((officer) => trial.receipts.acknowledge({ ...police, officer }, told._id)),
    );
    expect(both[0]).toEqual(both[1]);
    expect(both[0]?.history.filter(({ what }) => what === 'ACKNOWLEDGED')).toHaveLength(1);
  });

  it('closes a bulletin that asks for no feedback', async () => {
    const [notice] = await trial.issue({ kind: trialReadOnly, to: 'police', sourceId: 'event-2', data: { personId } });
    const closed = await trial.receipts.acknowledge(police, notice?._id ?? '');
    expect(closed).toMatchObject({ state: 'CLOSED', closedAt: now() });
    expect(closed).not.toHaveProperty('nextStepAt');
    expect(closed).not.toHaveProperty('subjectKey');
  });

  it('answers, and acknowledges what had not been', async () => {
    const answered = await trial.receipts.giveFeedback(police, { id: told._id, outcome: 'DONE' });
    expect(answered).toMatchObject({
      state: 'CLOSED',
      acknowledgedAt: now(),
      closedAt: now(),
      feedback: { outcome: 'DONE', at: now() },
    });
    expect(answered.history.map(({ what }) => what)).toEqual(['ISSUED', 'ACKNOWLEDGED', 'FEEDBACK_GIVEN']);
    expect(answered).not.toHaveProperty('nextStepAt');
  });

  it('keeps when it was acknowledged, and the note that says why it does not apply', async () => {
    const { acknowledgedAt } = await trial.receipts.acknowledge(police, told._id);
    trial.clock.set('2026-11-23T09:00:00+08:00');
    const given = { id: told._id, outcome: 'NOT_APPLICABLE', note: ' 不在本辖区 ' } as const;
    const answered = await trial.receipts.giveFeedback(police, given);
    expect(answered.acknowledgedAt).toEqual(acknowledgedAt);
    expect(answered.feedback).toEqual({ outcome: 'NOT_APPLICABLE', note: '不在本辖区', at: now() });
    expect(answered.history.map(({ what }) => what)).toEqual(['ISSUED', 'ACKNOWLEDGED', 'FEEDBACK_GIVEN']);
  });

  it('takes one of two answers that come at once', async () => {
    const answers = await Promise.allSettled(
      (['DONE', 'REJECTED'] as const).map((outcome) =>
        trial.receipts.giveFeedback(police, { id: told._id, outcome, note: '已核实' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { history } = await trial.read(told._id);
    expect(history.filter(({ what }) => what === 'FEEDBACK_GIVEN')).toHaveLength(1);
  });

  it.each(['NOT_APPLICABLE', 'REJECTED'] as const)('of %s needs a reason', async (outcome) => {
    await expect(trial.receipts.giveFeedback(police, { id: told._id, outcome })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.note', reason: 'NOTE_REQUIRED' },
    });
    expect((await trial.read(told._id)).state).toBe('OPEN');
  });

  it('is refused after closure', async () => {
    await trial.receipts.giveFeedback(police, { id: told._id, outcome: 'DONE' });
    await expect(trial.receipts.giveFeedback(police, { id: told._id, outcome: 'DONE' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.id', reason: 'CLOSED' },
    });
    expect((await trial.receipts.acknowledge(police, told._id)).state).toBe('CLOSED');
  });

  it('is refused for what was recalled or corrected, with which of the two', async () => {
    const labor = officerOf('labor');
    const other = await trial.tell('event-3');
    await trial.recalls.recall(labor, { id: told._id, reason: 'ISSUED_IN_ERROR' });
    await trial.recalls.correct(labor, { id: other._id, data: { place: '330921201' } });
    for (const [id, reason] of [
      [told._id, 'RECALLED'],
      [other._id, 'CORRECTED'],
    ] as const) {
      const refused = { code: 'CONFLICT', details: { field: 'input.id', reason } };
      await expect(trial.receipts.acknowledge(police, id)).rejects.toMatchObject(refused);
      await expect(trial.receipts.giveFeedback(police, { id, outcome: 'DONE' })).rejects.toMatchObject(refused);
    }
  });

  it('is the receiver’s alone: to anybody else the bulletin is one that nobody has', async () => {
    const nobodys = `${told._id.slice(0, -1)}${told._id.endsWith('0') ? '1' : '0'}`;
    const refusals = await Promise.all(
      (
        [
          ['labor', told._id],
          ['education', told._id],
          ['hub', told._id],
          ['police', nobodys],
        ] as const
      ).flatMap(([department, id]) => [
        trial.receipts.acknowledge(officerOf(department), id).catch((error: unknown) => error),
        trial.receipts.giveFeedback(officerOf(department), { id, outcome: 'DONE' }).catch((error: unknown) => error),
      ]),
    );
    expect(new Set(refusals.map(String)).size).toBe(1);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', details: { field: 'input.id' } });
    expect((await trial.read(told._id)).state).toBe('OPEN');
  });

  it('names the field of an id that can be none', async () => {
    await expect(trial.receipts.acknowledge(police, '$ne')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.id' },
    });
  });
});
