import type { CalendarDate } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { getPersonId, newRecordId, parseRecordId, refuseFuture, runOnce } from '@hub/subgraph';
import type { PersonRepository } from '../person/person.repository.js';
import type { RegistrationRepository } from '../registration/registration.repository.js';
import type { EndorseResidencePermitInput, IssueResidencePermitInput } from './permit.input.js';
import type { PermitDocument, PermitRepository } from './permit.repository.js';
import { earliestIssue, endorsedUntil, endorsementOpensOn, firstPeriod, nextPeriod } from './permit-terms.js';

/** 居住证: issuing and yearly endorsement (Decree 663). */
export class PermitService {
  constructor(
    private readonly base: ScopeBase,
    private readonly permits: PermitRepository,
    private readonly registrations: RegistrationRepository,
    private readonly people: PersonRepository,
  ) {}

  /**
   * Issues a permit. That the condition holds is confirmed in the case, by asking the departments with PERMIT_CONDITION;
   * what police holds itself, half a year of registered residence, is checked here.
   *
   * @throws HubError CONFLICT with `reason` NOT_REGISTERED, HALF_YEAR_REQUIRED or PERMIT_EXISTS
   */
  issue(input: IssueResidencePermitInput): Promise<PermitDocument> {
    const personId = getPersonId(input.personId, this.base, 'input.personId');
    refuseFuture(input.issuedOn, this.base, 'input.issuedOn');
    return runOnce(this.base, {
      operation: 'issueResidencePermit',
      input,
      work: async (session) => {
        const since = await this.#getContinuousSince(personId, session);
        if (input.issuedOn < earliestIssue(since)) {
          throw new HubError('CONFLICT', 'A permit needs half a year of registered residence (Decree 663 art. 2)', {
            field: 'input.issuedOn',
            reason: 'HALF_YEAR_REQUIRED',
          });
        }
        if ((await this.permits.findActive(personId, session)) !== null) {
          throw new HubError('CONFLICT', 'The person holds a permit; endorse it instead', { reason: 'PERMIT_EXISTS' });
        }
        const now = this.base.clock.now();
        const permit: PermitDocument = {
          _id: newRecordId(now),
          personId,
          basis: input.basis,
          state: 'ACTIVE',
          issuedOn: input.issuedOn,
          periods: [firstPeriod(input.issuedOn)],
          updatedAt: now,
        };
        await this.permits.insert(permit, session);
        return permit;
      },
    });
  }

  /**
   * Endorses a permit for another year; a late endorsement restores a suspended one.
   *
   * @throws HubError NOT_FOUND, CONFLICT with `reason` PERMIT_TERMINATED, NOT_REGISTERED or TOO_EARLY
   */
  endorse(input: EndorseResidencePermitInput): Promise<PermitDocument> {
    refuseFuture(input.endorsedOn, this.base, 'input.endorsedOn');
    return runOnce(this.base, {
      operation: 'endorseResidencePermit',
      input,
      work: async (session) => {
        const permit = await this.permits.find(parseRecordId(input.permitId, 'input.permitId'), session);
        if (permit === null) throw new HubError('NOT_FOUND', 'No permit has this id', { field: 'input.permitId' });
        if (permit.state === 'TERMINATED') {
          throw new HubError('CONFLICT', 'The permit has ended; issue a new one', { reason: 'PERMIT_TERMINATED' });
        }
        await this.#getContinuousSince(permit.personId, session);
        if (input.endorsedOn < endorsementOpensOn(permit)) {
          throw new HubError('CONFLICT', 'Endorse within the month before the year is full (Decree 663 art. 10)', {
            field: 'input.endorsedOn',
            reason: 'TOO_EARLY',
          });
        }
        const periods = [...permit.periods, nextPeriod(permit, input.endorsedOn)];
        const changes = { periods, updatedAt: this.base.clock.now() };
        await this.permits.endorse(permit._id, changes, session);
        return { ...permit, ...changes };
      },
    });
  }

  /** Permits in force whose endorsement reaches to this day and no further; one that was endorsed anew is not among them. */
  async listEndorsedUntil(day: CalendarDate): Promise<readonly PermitDocument[]> {
    const candidates = await this.permits.listWithPeriodUntil(day);
    return candidates.filter((permit) => endorsedUntil(permit) === day);
  }

  /** Permits follow residence: who is registered nowhere gets none and keeps none going (Hangzhou rules art. 21). */
  async #getContinuousSince(personId: string, session: Session): Promise<CalendarDate> {
    // A deregistration that comes at once must wait for this, or this for it
    await this.people.takeTurn(personId, session);
    const active = await this.registrations.listActive(personId, session);
    const since = active.map(({ continuousSince }) => continuousSince).sort()[0];
    if (since !== undefined) return since;
    throw new HubError('CONFLICT', 'The person has no active residence registration', { reason: 'NOT_REGISTERED' });
  }
}
