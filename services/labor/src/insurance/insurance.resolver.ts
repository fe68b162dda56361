import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { LaborContext } from '../scope.js';
import { RecordSocialInsuranceInput } from './insurance.input.js';
import { SocialInsurance } from './insurance.type.js';

@Resolver(() => SocialInsurance)
export class InsuranceResolver {
  @Mutation(() => SocialInsurance, {
    description:
      'Records social insurance; the same person, employer and first day again states the end anew (参保登记)',
  })
  async recordSocialInsurance(
    @Arg('input', () => RecordSocialInsuranceInput, { description: 'Who, by which employer, when (参保内容)' })
    input: RecordSocialInsuranceInput,
    @Ctx() { scope }: LaborContext,
  ): Promise<SocialInsurance> {
    const { _id, personId, employerCode, since, until } = await scope.insurances.record(input);
    return { id: _id, person: { id: personId }, employerCode, since, ...(until !== undefined && { until }) };
  }
}
