import { DateScalar, DateTimeScalar, enumType } from '@hub/subgraph';
import { Field, Int, ObjectType } from 'type-graphql';
import type { HolidayYearDocument } from './holiday-year.repository.js';

const HolidayYearSource = enumType('HolidayYearSource', 'Where a holiday table comes from (来源)', {
  RELEASE: 'The data of a release; a later release may correct it (随版本提供)',
  LOADED: 'Loaded here; no release changes it (本地载入)',
});

@ObjectType('Holiday', { description: 'A day off by a notice (放假日)' })
export class HolidayType {
  @Field(() => DateScalar, { description: 'Which day (日期)' })
  date!: string;

  @Field(() => String, { description: 'Name of the holiday (节日名称)' })
  name!: string;
}

@ObjectType('HolidayYear', {
  description: 'Days off and make-up workdays of one year, as the notice lists them (节假日安排)',
})
export class HolidayYearType {
  @Field(() => String, { description: 'CN, or CN- and a province with days of its own (适用范围)' })
  jurisdiction!: string;

  @Field(() => Int, { description: 'Which year (年度)' })
  year!: number;

  @Field(() => [HolidayType], { description: 'Days off beside weekends, by date (放假日)' })
  holidays!: readonly HolidayType[];

  @Field(() => [DateScalar], { description: 'Weekend days that are worked (调休上班日)' })
  workdays!: readonly string[];

  @Field(() => HolidayYearSource, { description: 'Where it comes from (来源)' })
  source!: keyof typeof HolidayYearSource;

  @Field(() => Int, { description: '1, 2, 3 …; grows when a corrected notice is loaded (版次)' })
  revision!: number;

  @Field(() => DateTimeScalar, { description: 'When it was loaded (载入时间)' })
  loadedAt!: Date;
}

export function toHolidayYear({ holidays, ...row }: HolidayYearDocument): HolidayYearType {
  const days = Object.entries(holidays).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...row, holidays: days.map(([date, name]) => ({ date, name })) };
}
