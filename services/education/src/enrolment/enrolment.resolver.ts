import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { findSchool } from '../school/school.reference.js';
import { School } from '../school/school.type.js';
import type { EducationContext } from '../scope.js';
import { EndEnrolmentInput, EnrolChildInput } from './enrolment.input.js';
import { Enrolment, toEnrolment } from './enrolment.type.js';

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @Mutation(() => Enrolment, { description: 'Enrols a child for a school year (入学登记)' })
  async enrolChild(
    @Arg('input', () => EnrolChildInput, { description: 'Who, where, for which year (入学内容)' })
    input: EnrolChildInput,
    @Ctx() { scope }: EducationContext,
  ): Promise<Enrolment> {
    return toEnrolment(await scope.enrolments.enrol(input));
  }

  @Mutation(() => Enrolment, { description: 'Ends an enrolment (学籍终止)' })
  async endEnrolment(
    @Arg('input', () => EndEnrolmentInput, { description: 'Which, when, why (终止内容)' })
    input: EndEnrolmentInput,
    @Ctx() { scope }: EducationContext,
  ): Promise<Enrolment> {
    return toEnrolment(await scope.enrolments.end(input));
  }

  @FieldResolver(() => School, { nullable: true, description: 'The school (学校)' })
  school(@Root() { schoolCode }: Enrolment, @Ctx() context: EducationContext): Promise<School | undefined> {
    return findSchool(schoolCode, context);
  }
}
