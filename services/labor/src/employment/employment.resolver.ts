import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { LaborContext } from '../scope.js';
import { ReportEmploymentEndInput, ReportEmploymentStartInput } from './employment.input.js';
import type { EmploymentDocument } from './employment.repository.js';
import { Employment } from './employment.type.js';

@Resolver(() => Employment)
export class EmploymentResolver {
  @Mutation(() => Employment, { description: 'Records that a worker was hired (用工备案)' })
  async reportEmploymentStart(
    @Arg('input', () => ReportEmploymentStartInput, { description: 'Who, by which employer, when (用工内容)' })
    input: ReportEmploymentStartInput,
    @Ctx() { scope }: LaborContext,
  ): Promise<Employment> {
    return toEmployment(await scope.employments.start(input));
  }

  @Mutation(() => Employment, { description: 'Records that a worker left (终止用工备案)' })
  async reportEmploymentEnd(
    @Arg('input', () => ReportEmploymentEndInput, { description: 'Which employment, when, why (终止内容)' })
    input: ReportEmploymentEndInput,
    @Ctx() { scope }: LaborContext,
  ): Promise<Employment> {
    return toEmployment(await scope.employments.end(input));
  }
}

export function toEmployment({ _id, personId, ...rest }: EmploymentDocument): Employment {
  return { ...rest, id: _id, person: { id: personId }, employer: { code: rest.employerCode } };
}
