import { HubError, parseCreditCode } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import {
  getPersonId,
  newRecordId,
  parseRecordId,
  parseText,
  recordEvent,
  refuseFuture,
  refuseReversed,
  runOnce,
} from '@hub/subgraph';
import { flagsOf } from './employment-terms.js';
import { employmentEnded, employmentStarted } from './employment.events.js';
import type { ReportEmploymentEndInput, ReportEmploymentStartInput } from './employment.input.js';
import type { EmploymentDocument, EmploymentRepository } from './employment.repository.js';

const maxOccupationLength = 50;

/** 就业登记: who was hired and who left. No permit is asked for: it is not a condition of work. */
export class EmploymentService {
  constructor(
    private readonly base: ScopeBase,
    private readonly employments: EmploymentRepository,
  ) {}

  /**
   * Records a hire, also of somebody too young or of unverified age, who is flagged. The same person may work for several
   * employers at once.
   *
   * @throws HubError BAD_USER_INPUT for an id, code, date or text that cannot be
   * @throws HubError CONFLICT, reason EMPLOYMENT_OVERLAPS, when the person works for this employer at that time already
   */
  start(input: ReportEmploymentStartInput): Promise<EmploymentDocument> {
    const employment = this.#read(input);
    return runOnce(this.base, {
      operation: 'reportEmploymentStart',
      input,
      work: async (session) => {
        if ((await this.employments.findOverlap(employment, session)) !== null) {
          throw new HubError(
            'CONFLICT',
            'The person works for this employer at that time already; report its end first',
            { field: 'input.startedOn', reason: 'EMPLOYMENT_OVERLAPS' },
          );
        }
        await this.employments.insert(employment, session);
        const { _id: employmentId, personId, employerCode, startedOn } = employment;
        const told = { employmentId, personId, employerCode, startedOn };
        await recordEvent(this.base, session, employmentStarted, told);
        return employment;
      },
    });
  }

  /**
   * @throws HubError NOT_FOUND, CONFLICT when it ended already, BAD_USER_INPUT for what is no id and when the end lies before
   *   the start or in the future
   */
  end(input: ReportEmploymentEndInput): Promise<EmploymentDocument> {
    const employmentId = parseRecordId(input.employmentId, 'input.employmentId');
    refuseFuture(input.endedOn, this.base, 'input.endedOn');
    return runOnce(this.base, {
      operation: 'reportEmploymentEnd',
      input,
      work: async (session) => {
        const employment = await this.employments.find(employmentId, session);
        if (employment === null) {
          throw new HubError('NOT_FOUND', 'No employment has this id', { field: 'input.employmentId' });
        }
        if (employment.endedOn !== undefined) {
          throw new HubError('CONFLICT', 'This employment has ended already', { reason: 'ALREADY_ENDED' });
        }
        refuseReversed(employment.startedOn, input.endedOn, 'input.endedOn');
        const ending = {
          endedOn: input.endedOn,
          endReason: input.reason,
          status: 'ENDED',
          updatedAt: this.base.clock.now(),
        } as const;
        await this.employments.end(employment._id, ending, session);
        const { personId, employerCode } = employment;
        const told = { employmentId, personId, employerCode, endedOn: input.endedOn, reason: input.reason };
        await recordEvent(this.base, session, employmentEnded, told);
        return { ...employment, ...ending };
      },
    });
  }

  #read(input: ReportEmploymentStartInput): EmploymentDocument {
    const { startedOn, contractSignedOn, occupation, ageVerified = 'UNKNOWN' } = input;
    const personId = getPersonId(input.personId, this.base, 'input.personId');
    const employerCode = parseCreditCode(input.employerCode, this.base.resources, 'input.employerCode').value;
    refuseFuture(startedOn, this.base, 'input.startedOn');
    if (contractSignedOn !== undefined) refuseFuture(contractSignedOn, this.base, 'input.contractSignedOn');
    const now = this.base.clock.now();
    return {
      _id: newRecordId(now),
      personId,
      employerCode,
      startedOn,
      ...(contractSignedOn !== undefined && { contractSignedOn }),
      ...(occupation !== undefined && {
        occupation: parseText(occupation, maxOccupationLength, 'input.occupation'),
      }),
      flags: flagsOf(ageVerified),
      status: 'ACTIVE',
      reportedOn: this.base.clock.today(),
      updatedAt: now,
    };
  }
}
