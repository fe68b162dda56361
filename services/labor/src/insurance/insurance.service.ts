import { parseCreditCode } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { getPersonId, newRecordId, refuseFuture, refuseReversed, runOnce } from '@hub/subgraph';
import type { RecordSocialInsuranceInput } from './insurance.input.js';
import type { InsuranceDocument, InsuranceRepository } from './insurance.repository.js';

/** 社会保险: that it is paid and for when, never how much. */
export class InsuranceService {
  constructor(
    private readonly base: ScopeBase,
    private readonly insurances: InsuranceRepository,
  ) {}

  /**
   * Records a time of insurance. Stated again with the same person, employer and first day it is the same record with
   * another end: that is how insurance that runs is ended, and how a wrong end is put right. The end may lie ahead, as
   * contributions are paid by the month.
   *
   * @throws HubError BAD_USER_INPUT for an id, code or dates that cannot be
   */
  record(input: RecordSocialInsuranceInput): Promise<InsuranceDocument> {
    const { resources, clock } = this.base;
    const { since, until } = input;
    const personId = getPersonId(input.personId, this.base, 'input.personId');
    const employerCode = parseCreditCode(input.employerCode, resources, 'input.employerCode').value;
    refuseFuture(since, this.base, 'input.since');
    refuseReversed(since, until, 'input.until');
    return runOnce(this.base, {
      operation: 'recordSocialInsurance',
      input,
      work: async (session) => {
        const now = clock.now();
        const stated = { personId, employerCode, since, ...(until !== undefined && { until }), updatedAt: now };
        const known = await this.insurances.findSame(stated, session);
        if (known === null) {
          const insurance: InsuranceDocument = { _id: newRecordId(now), ...stated };
          await this.insurances.insert(insurance, session);
          return insurance;
        }
        const restated: InsuranceDocument = { _id: known._id, ...stated };
        await this.insurances.replace(restated, session);
        return restated;
      },
    });
  }
}
