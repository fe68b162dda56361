import { DateTimeScalar, enumType } from '@hub/subgraph';
import { Field, ObjectType } from 'type-graphql';
import type { OccurrenceState } from './occurrence.repository.js';

const OccurrenceStateEnum = enumType('OccurrenceState', 'What came of a due instant (执行状态)', {
  OPEN: 'To be run, or running (待执行)',
  DONE: 'Run (已执行)',
  SKIPPED: 'Left out, as the catch-up policy of the schedule says (已跳过)',
  FAILED: 'Given up after repeated failures; the hub was told (失败)',
});

@ObjectType('Occurrence', { description: 'One due instant of a schedule (执行)' })
export class OccurrenceType {
  @Field(() => DateTimeScalar, { description: 'When it was due (应执行时间)' })
  dueAt!: Date;

  @Field(() => OccurrenceStateEnum, { description: 'What came of it (执行状态)' })
  state!: OccurrenceState;
}

@ObjectType('Schedule', { description: 'When bulletins that follow the calendar fall due (日程)' })
export class ScheduleType {
  @Field(() => String, { description: 'Code: weekly-return-open (日程代码)' })
  code!: string;

  @Field(() => String, { description: 'Official name (日程名称)' })
  title!: string;

  @Field(() => String, { description: 'Five fields of cron, read in the time zone (周期表达式)' })
  cron!: string;

  @Field(() => String, { description: 'IANA name: Asia/Shanghai (时区)' })
  timeZone!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is due next; null while the calendar of working days does not reach that far (下次执行时间)',
  })
  nextDueAt?: Date;

  @Field(() => OccurrenceType, { nullable: true, description: 'The last due instant that has passed (上次执行)' })
  lastOccurrence?: OccurrenceType;
}
