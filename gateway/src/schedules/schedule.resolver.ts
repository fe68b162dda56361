import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../hub/scope.js';
import { RetryOccurrenceInput } from './schedule.input.js';
import { OccurrenceType, ScheduleType } from './schedule.type.js';

@Resolver(() => ScheduleType)
export class ScheduleResolver {
  @Query(() => [ScheduleType], { description: 'Schedules of the hub, by code (日程)' })
  async schedules(@Ctx() { scope }: HubContext): Promise<readonly ScheduleType[]> {
    return scope.services.schedules.list();
  }

  @Mutation(() => OccurrenceType, {
    description: 'Opens an occurrence that was given up, when what made it fail is gone; it runs at once (重新执行)',
  })
  async retryOccurrence(
    @Arg('input', () => RetryOccurrenceInput, { description: 'Which one (执行)' }) input: RetryOccurrenceInput,
    @Ctx() { scope }: HubContext,
  ): Promise<OccurrenceType> {
    return scope.services.schedules.retry(input);
  }
}
