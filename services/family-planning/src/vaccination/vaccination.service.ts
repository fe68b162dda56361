import type { ScopeBase } from '@hub/subgraph';
import { getPersonId, newRecordId, refuseFuture, runOnce } from '@hub/subgraph';
import type { RecordVaccinationStatusInput } from './vaccination.input.js';
import type { VaccinationDocument, VaccinationRepository } from './vaccination.repository.js';

/** 预防接种: the state in the schedule alone, as public health service needs it (基本医疗卫生与健康促进法). */
export class VaccinationService {
  constructor(
    private readonly base: ScopeBase,
    private readonly records: VaccinationRepository,
  ) {}

  /**
   * Records where a child stands. Reports may arrive late and out of order: the later day stands, and of one day the later
   * report.
   *
   * @returns the record that stands, which is the newer one when an older report arrives
   * @throws HubError BAD_USER_INPUT for an id that does not fit or a day in the future
   */
  record(input: RecordVaccinationStatusInput): Promise<VaccinationDocument> {
    const personId = getPersonId(input.personId, this.base, 'input.personId');
    refuseFuture(input.asOf, this.base, 'input.asOf');
    return runOnce(this.base, {
      operation: 'recordVaccinationStatus',
      input,
      work: async (session) => {
        const now = this.base.clock.now();
        const changes = { status: input.status, asOf: input.asOf, updatedAt: now };
        const standing = await this.records.findOf(personId, session);
        if (standing === null) {
          const record: VaccinationDocument = { _id: newRecordId(now), personId, ...changes };
          await this.records.insert(record, session);
          return record;
        }
        if (input.asOf < standing.asOf) return standing;
        await this.records.replace(standing._id, changes, session);
        return { ...standing, ...changes };
      },
    });
  }
}
