import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { FamilyPlanningContext } from '../scope.js';
import { RecordVaccinationStatusInput } from './vaccination.input.js';
import { toVaccinationRecord, VaccinationRecord } from './vaccination.type.js';

@Resolver(() => VaccinationRecord)
export class VaccinationResolver {
  @Mutation(() => VaccinationRecord, {
    description:
      'Records where a child stands, and gives the record that stands: an older day does not replace a newer (接种状态登记)',
  })
  async recordVaccinationStatus(
    @Arg('input', () => RecordVaccinationStatusInput, { description: 'Who, where in the schedule, when (登记内容)' })
    input: RecordVaccinationStatusInput,
    @Ctx() { scope }: FamilyPlanningContext,
  ): Promise<VaccinationRecord> {
    return toVaccinationRecord(await scope.vaccinations.record(input));
  }
}
