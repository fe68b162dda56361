import { DateTimeScalar } from '@hub/subgraph';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('WeeklyReturn', { description: 'Figures that a station sent for a week (周五信息反馈)' })
export class WeeklyReturn {
  @Field(() => String, { description: 'Which station (站点编码)' })
  stationCode!: string;

  @Field(() => String, { description: 'Week of ISO 8601 (周次)' })
  week!: string;

  @Field(() => Int, { description: 'Newcomers who arrived (新来人数)' })
  arrivals!: number;

  @Field(() => Int, { description: 'Newcomers who left (离开人数)' })
  departures!: number;

  @Field(() => Int, { description: 'Requests for help or service (服务诉求件数)' })
  requests!: number;

  @Field(() => Int, { description: 'Events reported (事件件数)' })
  events!: number;

  @Field(() => DateTimeScalar, { description: 'When it was sent, or last corrected (报送时间)' })
  submittedAt!: Date;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it was first sent after the close; null where the holidays of the year are not known (是否迟报)',
  })
  late?: boolean;
}

/** Null is what nobody has counted: the station states it, be it zero. */
@ObjectType('WeeklyReturnDraft', { description: 'What the system can count for a station and week (周五信息反馈预填)' })
export class WeeklyReturnDraft {
  @Field(() => String, { description: 'Which station (站点编码)' })
  stationCode!: string;

  @Field(() => String, { description: 'Week of ISO 8601 (周次)' })
  week!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Due until, and to be corrected until, then: Friday 18:00, earlier before a holiday; null where the holidays are not known (报送截止)',
  })
  closesAt?: Date;

  @Field(() => Int, { description: 'Visits recorded in the grids of the region (走访次数)' })
  visits!: number;

  @Field(() => Int, { nullable: true, description: 'Newcomers who arrived; not counted here (新来人数)' })
  arrivals?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'People found moved away on visits; null without visits, or where a visit does not say who (离开人数)',
  })
  departures?: number;

  @Field(() => Int, { nullable: true, description: 'Requests for help or service; not counted here (服务诉求件数)' })
  requests?: number;

  @Field(() => Int, { nullable: true, description: 'Events reported; not counted here (事件件数)' })
  events?: number;
}
