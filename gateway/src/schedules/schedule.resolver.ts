import { Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../hub/scope.js';
import { ScheduleType } from './schedule.type.js';

@Resolver(() => ScheduleType)
export class ScheduleResolver {
  @Query(() => [ScheduleType], { description: 'Schedules of the hub, by code (日程)' })
  async schedules(@Ctx() { scope }: HubContext): Promise<readonly ScheduleType[]> {
    return scope.services.schedules.list();
  }
}
