import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../hub/scope.js';
import { LoadHolidayYearInput } from './holiday-year.input.js';
import { HolidayYearType, toHolidayYear } from './holiday-year.type.js';

@Resolver(() => HolidayYearType)
export class HolidayYearResolver {
  @Query(() => [HolidayYearType], {
    description: 'Holiday tables that working days are counted by, by jurisdiction and year (节假日安排)',
  })
  async holidayYears(@Ctx() { scope }: HubContext): Promise<HolidayYearType[]> {
    return (await scope.services.holidayYears.list()).map(toHolidayYear);
  }

  @Mutation(() => HolidayYearType, {
    description:
      'Loads the table of a year, without a release; a corrected one replaces it, and what is due follows (载入节假日安排)',
  })
  async loadHolidayYear(
    @Arg('input', () => LoadHolidayYearInput, { description: 'The table (节假日安排)' }) input: LoadHolidayYearInput,
    @Ctx() { scope, caller }: HubContext,
  ): Promise<HolidayYearType> {
    return toHolidayYear(await scope.services.holidayYears.load(caller, input));
  }
}
