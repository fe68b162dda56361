import { idempotencyKeyDescription } from '@hub/subgraph';
import { Field, InputType, Int } from 'type-graphql';

@InputType('SubmitWeeklyReturnInput', {
  description: 'Figures of a station and week; zero is a figure too (周五信息反馈)',
})
export class SubmitWeeklyReturnInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Which station (站点编码)' })
  stationCode!: string;

  @Field(() => String, { description: 'Week of ISO 8601, such as 2026-W47; up to a year back, none to come (周次)' })
  week!: string;

  @Field(() => Int, { description: 'Newcomers who arrived, 0 to 100,000 (新来人数)' })
  arrivals!: number;

  @Field(() => Int, { description: 'Newcomers who left, 0 to 100,000 (离开人数)' })
  departures!: number;

  @Field(() => Int, { description: 'Requests for help or service, 0 to 100,000 (服务诉求件数)' })
  requests!: number;

  @Field(() => Int, { description: 'Events reported, such as a broken lamp, 0 to 100,000 (事件件数)' })
  events!: number;
}
