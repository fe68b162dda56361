import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { askedSchoolYear, askedSchoolYearDescription } from '../enrolment/school-year.js';
import type { EducationContext } from '../scope.js';
import { RegisterSchoolInput } from './school.input.js';
import { parseSchoolCode } from './school-code.js';
import { findSchool, toSchool } from './school.reference.js';
import { School, SchoolSeat } from './school.type.js';

@Resolver(() => School)
export class SchoolResolver {
  @Query(() => School, { nullable: true, description: 'The school with a code; null when there is none (学校)' })
  school(
    @Arg('code', () => String, { description: 'Code of the school (学校代码)' }) code: string,
    @Ctx() context: EducationContext,
  ): Promise<School | undefined> {
    return findSchool(parseSchoolCode(code, 'code'), context);
  }

  @Mutation(() => School, {
    description: 'Registers a school; the same content under the same code is the same school (学校登记)',
  })
  async registerSchool(
    @Arg('input', () => RegisterSchoolInput, { description: 'The school (学校)' }) input: RegisterSchoolInput,
    @Ctx() { scope }: EducationContext,
  ): Promise<School> {
    return toSchool(await scope.schools.register(input));
  }

  @FieldResolver(() => [SchoolSeat], {
    nullable: true,
    description: 'Seats of the grades that the school states, by grade (学位)',
  })
  async seats(
    @Root() { code, offers }: School,
    @Arg('schoolYear', () => String, { nullable: true, description: askedSchoolYearDescription })
    asked: string | null,
    @Ctx() { scope }: EducationContext,
  ): Promise<SchoolSeat[]> {
    const schoolYear = askedSchoolYear(asked, scope.clock.today());
    const taken = await scope.loaders.seats.load({ schoolCode: code, schoolYear });
    return offers.map(({ grade, capacity }) => ({ grade, capacity, taken: taken.get(grade) ?? 0 }));
  }
}
