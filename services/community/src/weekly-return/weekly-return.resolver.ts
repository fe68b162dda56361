import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { CommunityContext } from '../scope.js';
import { SubmitWeeklyReturnInput } from './weekly-return.input.js';
import { WeeklyReturn, WeeklyReturnDraft } from './weekly-return.type.js';

@Resolver(() => WeeklyReturn)
export class WeeklyReturnResolver {
  @Query(() => WeeklyReturnDraft, {
    description: 'What the system can count for a station and week, to begin a return with (周五信息反馈预填)',
  })
  weeklyReturnDraft(
    @Arg('stationCode', () => String, { description: 'Which station (站点编码)' }) stationCode: string,
    @Arg('week', () => String, { description: 'Week of ISO 8601, such as 2026-W47 (周次)' }) week: string,
    @Ctx() { scope }: CommunityContext,
  ): Promise<WeeklyReturnDraft> {
    return scope.weeklyReturns.draft(stationCode, week);
  }

  @Mutation(() => WeeklyReturn, {
    description:
      'Sends the figures of a station and week; again before the close corrects them, first after it is late (周五信息反馈)',
  })
  submitWeeklyReturn(
    @Arg('input', () => SubmitWeeklyReturnInput, { description: 'Station, week and figures (报送内容)' })
    input: SubmitWeeklyReturnInput,
    @Ctx() { scope }: CommunityContext,
  ): Promise<WeeklyReturn> {
    return scope.weeklyReturns.submit(input);
  }
}
