import type { Verification } from '@hub/domain';
import { VerificationType } from '@hub/subgraph';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Enrolment, toEnrolment } from '../enrolment/enrolment.type.js';
import { askedSchoolYearDescription } from '../enrolment/school-year.js';
import type { EducationContext } from '../scope.js';
import { Person } from './person.type.js';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether enrolled in a school for a school year (在学核验)',
  })
  enrolled(
    @Root() { id }: Person,
    @Arg('schoolYear', () => String, { nullable: true, description: askedSchoolYearDescription })
    asked: string | null,
    @Ctx() { scope }: EducationContext,
  ): Promise<Verification> {
    return scope.people.enrolled(id, asked ?? undefined);
  }

  @FieldResolver(() => [Enrolment], { nullable: true, description: 'Enrolments, newest first (学籍记录)' })
  async enrolments(@Root() { id }: Person, @Ctx() { scope }: EducationContext): Promise<Enrolment[]> {
    return (await scope.people.listEnrolments(id)).map(toEnrolment);
  }
}
