import { describe, expect, it } from 'vitest';
import type { RequestContext } from '../context/request-context.js';
import type { ReportRow } from './define-report.js';
import { defineReport } from './define-report.js';
import { runReport, scheduleCaller } from './run-report.js';

interface Scope {
  readonly rows: readonly {
    readonly key: string;
    readonly data: { readonly regionCode: string; readonly children: number };
  }[];
}

const intake = defineReport({
  name: 'school-intake',
  description: 'Children by village (学龄儿童)',
  parameters: { intakeBy: 'date', regionCode: 'regionCode?' },
  content: { regionCode: 'regionCode', children: 'count' },
  run: ({ parameters }, { scope, caller }: RequestContext<Scope>) => {
    if (caller.department !== 'hub') throw new Error('Only the hub asks');
    return Promise.resolve(scope.rows.filter(({ key }) => key.startsWith(parameters.regionCode ?? '')));
  },
});

const village = (key: string, children: number) => ({ key, data: { regionCode: key, children } });
const run = (rows: Scope['rows'], parameters: object = { intakeBy: '2027-08-31' }): Promise<readonly ReportRow[]> =>
  runReport(
    intake,
    { asOf: '2026-11-22', parameters: parameters as never },
    { caller: scheduleCaller, requestId: 'r', scope: { rows } },
  );

describe('a report', () => {
  it('gives its rows, small counts suppressed', async () => {
    expect(await run([village('330921200203', 9), village('330921200204', 10), village('330921200205', 0)])).toEqual([
      { key: '330921200203', data: { regionCode: '330921200203', children: '<10' } },
      { key: '330921200204', data: { regionCode: '330921200204', children: 10 } },
      { key: '330921200205', data: { regionCode: '330921200205', children: 0 } },
    ]);
  });

  it('gets the parameters that it states', async () => {
    const rows = [village('330921200203', 12), village('330901001001', 12)];
    expect(await run(rows, { intakeBy: '2027-08-31', regionCode: '330921' })).toHaveLength(1);
  });

  it.each([{}, { intakeBy: '31.8.2027' }, { intakeBy: '2027-08-31', street: 'x' }])(
    'is not run with the parameters %j',
    async (parameters) => {
      await expect(run([], parameters)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'parameters', reason: 'BAD_PARAMETERS' },
      });
    },
  );

  it('lets out no row that says more or something else, and no two of one key', async () => {
    const odd = { key: '330921200203', data: { regionCode: '330921200203', children: 12, name: '张三' } };
    await expect(run([odd])).rejects.toThrow('school-intake has no field of the name name');
    await expect(run([village('高亭', 12)])).rejects.toThrow(
      'school-intake: the key of a row is neither an id nor a code',
    );
    await expect(run([village('330921', 12), village('330921', 13)])).rejects.toThrow('two rows with one key');
  });

  it('is run by nobody at a desk, for figures alone', () => {
    expect(scheduleCaller).toEqual({ client: 'hub', department: 'hub', purpose: 'STATISTICS', officer: 'schedule' });
  });
});
