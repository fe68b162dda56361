import { badInput } from '@hub/domain';
import { defineReport } from '@hub/subgraph';
import type { PoliceScope } from '../scope.js';
import { intakeDayOf } from './intake-year.js';

/** N-12: numbers alone, so that seats can be planned; about one child education asks when its guardian applies. */
export const schoolIntakeReport = defineReport<PoliceScope>({
  name: 'school-intake',
  description: 'Children by village who turn six by a 31 August; villages without any are left out (适龄入学儿童数)',
  parameters: { intakeBy: 'date' },
  content: { regionCode: 'regionCode', children: 'count' },
  run: async ({ parameters: { intakeBy } }, { scope }) => {
    const year = Number(String(intakeBy).slice(0, 4));
    if (intakeBy !== intakeDayOf(year)) {
      throw badInput('parameters.intakeBy', 'School age is reached by 31 August; give that day', 'BAD_DATE');
    }
    const counts = await scope.schoolIntake.countByVillage(year);
    return [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([regionCode, children]) => ({ key: regionCode, data: { regionCode, children } }));
  },
});
