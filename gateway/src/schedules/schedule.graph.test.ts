import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphTrial } from '../notifications/graph.fixture.js';
import { startGraphTrial } from '../notifications/graph.fixture.js';
import { occurrenceCollection, occurrenceId } from './occurrence.repository.js';
import { ScheduleRepository } from './schedule.repository.js';

const dueAt = new Date('2026-11-20T04:00:00Z');
const nextDueAt = new Date('2026-11-27T04:00:00Z');

describe('schedules in the graph', () => {
  let trial: GraphTrial;
  beforeEach(async () => {
    trial = await startGraphTrial();
    const row = { cron: '0 12 * * 5', timeZone: 'Asia/Shanghai', holidayRule: 'none', catchUp: 'all' } as const;
    const schedules = new ScheduleRepository(trial.store);
    await schedules.insert({
      ...row,
      _id: 'weekly-return-open',
      title: '周五信息反馈',
      nextDueAt,
      enabled: true,
      revision: 1,
    });
    await schedules.insert({ ...row, _id: 'beyond', title: '跨年', enabled: true, revision: 1 });
    await schedules.insert({ ...row, _id: 'former', title: '停用', nextDueAt, enabled: false, revision: 1 });
    await trial.store.collection(occurrenceCollection).insertOne({
      _id: occurrenceId('weekly-return-open', dueAt),
      schedule: 'weekly-return-open',
      cronInstant: dueAt,
      dueAt,
      state: 'DONE',
      attempts: 1,
      nextAttemptAt: dueAt,
      claimNo: 1,
    });
  });
  afterEach(() => trial.stop());

  it.each(['labor', 'hub'] as const)('are listed to %s with what came of the last due instant', async (department) => {
    const { data, errors } = await trial.ask(
      department,
      '{ schedules { code title cron timeZone nextDueAt lastOccurrence { dueAt state } } }',
    );
    const kept = { cron: '0 12 * * 5', timeZone: 'Asia/Shanghai' };
    expect(errors).toBeUndefined();
    expect(data?.['schedules']).toEqual([
      { ...kept, code: 'beyond', title: '跨年', nextDueAt: null, lastOccurrence: null },
      {
        ...kept,
        code: 'weekly-return-open',
        title: '周五信息反馈',
        nextDueAt,
        lastOccurrence: { dueAt, state: 'DONE' },
      },
    ]);
  });

  it('are for nobody who states another purpose', async () => {
    const { errors } = await trial.ask('labor', '{ schedules { code } }', {}, 'STATISTICS');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', fields: ['Query.schedules'] } }]);
  });
});
