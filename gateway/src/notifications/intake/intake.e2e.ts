import {
  createHolidayCalendar,
  creditCodeCheckCharacter,
  defaultHolidayCalendar,
  organisationCodeCheckCharacter,
} from '@hub/domain';
import type { FeedEvent } from '@hub/subgraph';
import { newRecordId, outboxCollection } from '@hub/subgraph';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventReaction } from './event-reaction.js';
import { feedCursorCollection } from './feed-cursor.repository.js';
import type { IntakeTrial } from './intake.fixture.js';
import { startIntakeTrial } from './intake.fixture.js';
import { ruleTaskCollection } from './rule-task.repository.js';
import { seenEventCollection } from './seen-event.repository.js';

const organisation = `MA000001${organisationCodeCheckCharacter('MA000001')}`;
const code = `91990000${organisation}${creditCodeCheckCharacter(`91990000${organisation}`)}`;
let trial: IntakeTrial;
let seen: FeedEvent[];

beforeEach(async () => {
  seen = [];
  const remember: EventReaction = (events) => {
    seen.push(...events);
    return Promise.resolve();
  };
  trial = await startIntakeTrial({ reactions: [remember] });
});
afterEach(() => trial.stop());

function hire(personId: string): Promise<void> {
  const employmentId = newRecordId(trial.clock.now());
  return trial.tell('labor.employment.started', {
    employmentId,
    personId,
    employerCode: code,
    startedOn: '2026-11-20',
  });
}
const tasks = () =>
  trial.store
    .collection(ruleTaskCollection)
    .find({}, { sort: { _id: 1 } })
    .toArray();
const cursors = () =>
  trial.store
    .collection(feedCursorCollection)
    .find({}, { sort: { _id: 1 } })
    .toArray();
const later = (milliseconds: number): void => {
  trial.trueClock.set(new Date(trial.trueClock.now().getTime() + milliseconds).toISOString());
};
const metric = async (line: string): Promise<string | undefined> =>
  (await trial.metrics.registry.metrics()).split('\n').find((text) => text.startsWith(line.split(' ')[0] ?? ''));

describe('an event', () => {
  it('becomes the bulletins that follow from it, once, with the cursor behind it', async () => {
    const [registered, stranger] = [trial.newPersonId(), trial.newPersonId()];
    trial.answers.set(`residenceRegistered ${registered}`, { answer: 'YES' });
    trial.answers.set(`residenceRegistered ${stranger}`, { answer: 'NO', reason: 'NO_RECORD' });
    await hire(registered);
    await hire(stranger);
    await trial.intake.pullOnce();
    await trial.intake.pullOnce();

    expect((await trial.issued('N-01')).map(({ data }) => data?.['personId'])).toEqual([registered, stranger]);
    expect(await trial.issued('N-05')).toMatchObject([
      {
        number: 'N-05/labor-police/2026/000001',
        data: { personId: stranger, employerCode: code, startedOn: '2026-11-20' },
      },
    ]);
    expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect((await cursors()).map(({ _id, cursor }) => [_id, cursor])).toEqual([['labor', 2]]);
    expect(await tasks()).toEqual([]);
    expect(await metric('hub_events_total{')).toBe(
      'hub_events_total{department="labor",outcome="taken",part="gateway"} 2',
    );
  });

  it('is taken once by several processes, and none is left out', async () => {
    const others = [trial.createIntake(), trial.createIntake()];
    for (let index = 0; index < 30; index += 1) {
      await hire(trial.newPersonId());
      await Promise.allSettled([trial.intake, ...others].map((one) => one.pullOnce(['labor'])));
    }
    await trial.intake.pullOnce();
    expect((await trial.issued('N-01')).map(({ serial }) => serial)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    await Promise.all(others.map((one) => one.stop()));
  });

  it('asks each department about its own records, a hundred people at a time', async () => {
    const people = Array.from({ length: 230 }, () => trial.newPersonId());
    for (const personId of people) {
      trial.answers.set(`residenceRegistered ${personId}`, { answer: 'NO', reason: 'NO_RECORD' });
      await hire(personId);
    }
    await trial.intake.pullOnce();
    expect((await trial.issued('N-05')).map(({ data }) => data?.['personId'])).toEqual(people);
  });

  it('tells whom it concerns, each what it may know', async () => {
    await trial.stop();
    trial = await startIntakeTrial({ departments: ['police', 'labor', 'education', 'family-planning'] });
    const personId = trial.newPersonId();
    trial.answers.set(`vaccinationUpToDate ${personId}`, { answer: 'UNKNOWN', reason: 'DUE' });
    trial.answers.set(`employed ${personId}`, { answer: 'YES' });
    const [from, to] = ['330921200001', '330921200002'];
    await trial.tell('police.residence.moved', {
      registrationId: newRecordId(trial.clock.now()),
      personId,
      fromRegionCode: from,
      toRegionCode: to,
      fromGridCode: `${from}001`,
      toGridCode: `${to}001`,
      movedOn: '2026-11-19',
    });
    await trial.intake.pullOnce();
    expect((await trial.issued('N-22')).map(({ to: receiver, data }) => [receiver, data])).toEqual([
      ['family-planning', { personId, movedOn: '2026-11-19', regionCode: to }],
      ['labor', { personId, movedOn: '2026-11-19' }],
    ]);
    expect((await trial.issued('N-21')).map(({ data }) => data)).toEqual([
      { personId, fromGridCode: `${from}001`, toGridCode: `${to}001`, movedOn: '2026-11-19' },
    ]);
  });
});

describe('a rule that cannot be decided', () => {
  it('holds back its own bulletin alone, and is decided when the department is back', async () => {
    const personId = trial.newPersonId();
    trial.answers.set(`residenceRegistered ${personId}`, { answer: 'NO', reason: 'NO_RECORD' });
    await trial.stopDepartment('police');
    await hire(personId);
    await trial.intake.pullOnce(['labor']);
    expect(await trial.issued('N-01')).toHaveLength(1);
    expect(await trial.issued('N-05')).toEqual([]);
    expect(await tasks()).toMatchObject([
      { kind: 'N-05', to: 'police', state: 'WAITING', failures: 1, reason: 'DEPARTMENT_UNAVAILABLE' },
    ]);
    expect(await metric('hub_rule_tasks{')).toBe('hub_rule_tasks{state="WAITING",part="gateway"} 1');

    await trial.startDepartment('police');
    await trial.intake.pullOnce([]);
    expect(await trial.issued('N-05')).toEqual([]);
    later(5_000);
    await trial.intake.pullOnce([]);
    expect(await trial.issued('N-05')).toMatchObject([{ data: { personId } }]);
    expect(await tasks()).toEqual([]);
  });

  it('is told to the hub after its third failure, and never given up while a department is down', async () => {
    await trial.stopDepartment('police');
    await hire(trial.newPersonId());
    await trial.intake.pullOnce(['labor']);
    const alarms: number[] = [];
    for (let failures = 2; failures <= 25; failures += 1) {
      later(60 * 60_000);
      await trial.intake.pullOnce([]);
      alarms.push((await trial.issued('S-04')).length);
    }
    expect(alarms.slice(0, 3)).toEqual([0, 1, 1]);
    expect(alarms.at(-1)).toBe(2);
    expect(await trial.issued('S-04')).toMatchObject([
      { to: 'hub', data: { kind: 'N-05', receiver: 'POLICE', reason: 'DEPARTMENT_UNAVAILABLE', attempts: 3 } },
      { to: 'hub', data: { attempts: 20 } },
    ]);
    expect(await tasks()).toMatchObject([{ state: 'WAITING', failures: 25 }]);
  });

  it('is given up when it throws twenty times, and tried anew when somebody says so', async () => {
    // No hub gave this id, so that no department can be asked about it
    const personId = `p${'0'.repeat(32)}`;
    await hire(personId);
    await trial.intake.pullOnce();
    for (let failures = 2; failures <= 25; failures += 1) {
      later(60 * 60_000);
      await trial.intake.pullOnce([]);
    }
    expect(await tasks()).toMatchObject([{ kind: 'N-05', state: 'QUARANTINED', failures: 20, reason: 'RULE_FAILED' }]);
    expect((await trial.issued('S-04')).map(({ data }) => data?.['attempts'])).toEqual([3, 20]);
    const { repairs } = trial;
    const { items } = await repairs.listUndecided({ state: 'QUARANTINED' });
    expect(items).toMatchObject([{ kind: 'N-05', to: 'police', failures: 20 }]);
    expect(await repairs.retryRules({ kind: 'N-01' })).toBe(0);
    expect(await repairs.retryRules({ kind: 'N-05' })).toBe(1);
    await trial.intake.pullOnce([]);
    expect(await tasks()).toMatchObject([{ state: 'WAITING', failures: 1 }]);
    // Whoever asked for it is told when it fails again
    for (let failures = 2; failures <= 3; failures += 1) {
      later(60 * 60_000);
      await trial.intake.pullOnce([]);
    }
    expect((await trial.issued('S-04')).map(({ data }) => data?.['attempts'])).toEqual([3, 20, 3]);
  });

  it('waits for the holidays of the year that its reply time reaches into', async () => {
    trial.calendar = defaultHolidayCalendar();
    trial.clock.set('2026-12-30T10:00:00+08:00');
    await hire(trial.newPersonId());
    await trial.intake.pullOnce();
    expect(await tasks()).toMatchObject([{ kind: 'N-01', reason: 'HOLIDAYS_UNKNOWN' }]);
    trial.calendar = createHolidayCalendar([
      { year: 2026, holidays: {}, workdays: [] },
      { year: 2027, holidays: { '2027-01-01': '元旦' }, workdays: [] },
    ]);
    later(5_000);
    await trial.intake.pullOnce([]);
    expect(await trial.issued('N-01')).toMatchObject([{ acknowledgementDue: new Date('2027-01-06T00:00:00+08:00') }]);
    expect(await tasks()).toEqual([]);
  });
});

describe('a feed that is not what it was', () => {
  const outbox = () =>
    (trial.services.get('labor')?.getStore() ?? expect.fail('labor is down')).collection(outboxCollection);
  const troubles = async () =>
    (await trial.issued('S-05')).map(({ data }) => [data?.['department'], data?.['trouble']]);

  beforeEach(async () => {
    for (let index = 0; index < 3; index += 1) await hire(trial.newPersonId());
    await trial.intake.pullOnce();
  });

  it('is read from its beginning when it went back to an earlier state, without telling anything twice', async () => {
    const { _id, feedId, cursor, ...place } = (await cursors())[0] ?? expect.fail('no cursor');
    await trial.store
      .collection(feedCursorCollection)
      .replaceOne({ _id }, { ...place, _id, feedId, cursor: cursor + 5 });
    await hire(trial.newPersonId());
    await trial.intake.pullOnce();
    expect(await troubles()).toEqual([['LABOR', 'BEHIND']]);
    expect(await trial.issued('N-01')).toHaveLength(4);
    expect((await cursors())[0]).toMatchObject({ cursor: 4 });
    expect(seen).toHaveLength(4);
  });

  it('is read from its beginning when another one stands in its place', async () => {
    await trial.store.collection(feedCursorCollection).updateOne({ _id: 'labor' }, { $set: { feedId: 'before' } });
    await trial.intake.pullOnce();
    expect(await troubles()).toEqual([['LABOR', 'REPLACED']]);
    expect(await trial.issued('N-01')).toHaveLength(3);
    expect((await cursors())[0]).toMatchObject({ cursor: 3 });
  });

  it('is found out by the event at the cursor when it went back and then on', async () => {
    await trial.store
      .collection(feedCursorCollection)
      .updateOne({ _id: 'labor' }, { $set: { lastEventId: 'another' } });
    const restarted = trial.createIntake();
    await restarted.pullOnce();
    await restarted.stop();
    expect(await troubles()).toEqual([['LABOR', 'REWRITTEN']]);
    expect(await trial.issued('N-01')).toHaveLength(3);
  });

  it('goes on behind a gap, with an alarm', async () => {
    for (let index = 0; index < 3; index += 1) await hire(trial.newPersonId());
    await outbox().deleteMany({ sequence: { $lte: 5 } });
    await trial.intake.pullOnce();
    expect(await troubles()).toEqual([['LABOR', 'GAP']]);
    expect(await trial.issued('N-01')).toHaveLength(4);
    await hire(trial.newPersonId());
    await outbox().deleteMany({});
    await trial.intake.pullOnce();
    expect(await troubles()).toEqual([
      ['LABOR', 'GAP'],
      ['LABOR', 'GAP'],
    ]);
    expect((await cursors())[0]).toMatchObject({ cursor: 7 });
  });

  it('remembers what it has taken for sixty days', async () => {
    const remembered = () => trial.store.collection(seenEventCollection).countDocuments({});
    later(60 * 24 * 60 * 60_000 + 1);
    expect(await remembered()).toBe(3);
    await trial.intake.sweep();
    expect(await remembered()).toBe(0);
  });
});

describe('the running intake', () => {
  it('tells of an event when it is committed, and stops at once though a department holds its answer back', async () => {
    let intake = trial.intake;
    const issued = new Promise<void>((resolve) => {
      intake = trial.createIntake({ onIssued: () => resolve() });
    });
    await intake.start();
    await hire(trial.newPersonId());
    await issued;
    await intake.stop();
    expect(await trial.issued('N-01')).toHaveLength(1);
  });
});
