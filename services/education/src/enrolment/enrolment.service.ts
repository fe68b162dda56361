import { badInput, HubError } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { getPersonId, newRecordId, parseRecordId, refuseFuture, refuseReversed, runOnce } from '@hub/subgraph';
import { refuseUnknownGrade } from '../school/grade.js';
import { parseSchoolCode } from '../school/school-code.js';
import type { SchoolDocument, SchoolRepository } from '../school/school.repository.js';
import type { EndEnrolmentInput, EnrolChildInput } from './enrolment.input.js';
import type { EnrolmentDocument, EnrolmentRepository } from './enrolment.repository.js';
import { lastDayOf, parseSchoolYear, refuseLaterThanNext, refuseOutsideSchoolYear } from './school-year.js';

/** 学籍: one active enrolment per child, as many as a school has seats (义务教育法 art. 12, 15). */
export class EnrolmentService {
  constructor(
    private readonly base: ScopeBase,
    private readonly enrolments: EnrolmentRepository,
    private readonly schools: SchoolRepository,
  ) {}

  /**
   * Enrols a child for a school year. An enrolment of an earlier school year that is over ends by it.
   *
   * @throws HubError BAD_USER_INPUT for an id, school year, grade or day that cannot be; NOT_FOUND for an unknown school;
   *   CONFLICT with `reason` ALREADY_ENROLLED or NO_SEAT
   */
  enrol(input: EnrolChildInput): Promise<EnrolmentDocument> {
    const personId = getPersonId(input.personId, this.base, 'input.personId');
    const schoolCode = parseSchoolCode(input.schoolCode, 'input.schoolCode');
    const schoolYear = parseSchoolYear(input.schoolYear, 'input.schoolYear');
    refuseLaterThanNext(schoolYear, this.base.clock.today(), 'input.schoolYear');
    refuseUnknownGrade(input.grade, 'input.grade');
    refuseOutsideSchoolYear(input.enrolledOn, schoolYear, 'input.enrolledOn');
    refuseFuture(input.enrolledOn, this.base, 'input.enrolledOn');
    return runOnce(this.base, {
      operation: 'enrolChild',
      input,
      work: async (session) => {
        const school = await this.#getSchool(schoolCode, session);
        const now = this.base.clock.now();
        const enrolment: EnrolmentDocument = {
          _id: newRecordId(now),
          personId,
          schoolCode: school._id,
          schoolYear,
          grade: input.grade,
          enrolledOn: input.enrolledOn,
          status: 'ACTIVE',
          updatedAt: now,
        };
        await this.#makeWay(enrolment, session);
        await this.#refuseFull(school, enrolment, session);
        await this.enrolments.insert(enrolment, session);
        return enrolment;
      },
    });
  }

  /**
   * Ends an enrolment.
   *
   * @throws HubError NOT_FOUND, CONFLICT when it ended already, BAD_USER_INPUT for what is no id and for a day before the
   *   enrolment, after its school year or in the future
   */
  end(input: EndEnrolmentInput): Promise<EnrolmentDocument> {
    const enrolmentId = parseRecordId(input.enrolmentId, 'input.enrolmentId');
    return runOnce(this.base, {
      operation: 'endEnrolment',
      input,
      work: async (session) => {
        const enrolment = await this.enrolments.find(enrolmentId, session);
        if (enrolment === null) {
          throw new HubError('NOT_FOUND', 'No enrolment has this id', { field: 'input.enrolmentId' });
        }
        if (enrolment.status === 'ENDED') {
          throw new HubError('CONFLICT', 'This enrolment has ended already', { reason: 'ALREADY_ENDED' });
        }
        this.#refuseEndOutside(enrolment, input.endedOn);
        return this.#end(enrolment, { endedOn: input.endedOn, endReason: input.reason }, session);
      },
    });
  }

  async #getSchool(code: string, session: Session): Promise<SchoolDocument> {
    const school = await this.schools.takeTurn(code, session);
    if (school !== null) return school;
    throw new HubError('NOT_FOUND', 'No school has this code; register it first', { field: 'input.schoolCode' });
  }

  /** A child holds one enrolment at a time; what its own school year has ended need not be ended by hand. */
  async #makeWay({ personId, schoolYear }: EnrolmentDocument, session: Session): Promise<void> {
    const standing = await this.enrolments.findActive(personId, session);
    if (standing === null) return;
    const endedOn = lastDayOf(standing.schoolYear);
    if (schoolYear <= standing.schoolYear || this.base.clock.today() <= endedOn) {
      throw new HubError('CONFLICT', 'The child has an active enrolment; end it first, with its day and reason', {
        field: 'input.personId',
        reason: 'ALREADY_ENROLLED',
      });
    }
    await this.#end(standing, { endedOn, endReason: 'SCHOOL_YEAR_ENDED' }, session);
  }

  async #refuseFull({ seats }: SchoolDocument, enrolment: EnrolmentDocument, session: Session): Promise<void> {
    const offer = seats.find(({ grade }) => grade === enrolment.grade);
    if (offer === undefined || (await this.enrolments.countActive(enrolment, session)) < offer.capacity) return;
    throw new HubError('CONFLICT', 'The school has no seat left in this grade and school year', {
      field: 'input.grade',
      reason: 'NO_SEAT',
    });
  }

  #refuseEndOutside({ enrolledOn, schoolYear }: EnrolmentDocument, endedOn: string): void {
    const field = 'input.endedOn';
    refuseReversed(enrolledOn, endedOn, field);
    refuseFuture(endedOn, this.base, field);
    if (endedOn > lastDayOf(schoolYear)) {
      throw badInput(field, 'The school year was over by then; give a day up to 31 August', 'OUTSIDE_SCHOOL_YEAR');
    }
  }

  async #end(
    enrolment: EnrolmentDocument,
    ending: Required<Pick<EnrolmentDocument, 'endedOn' | 'endReason'>>,
    session: Session,
  ): Promise<EnrolmentDocument> {
    const changes = { ...ending, status: 'ENDED', updatedAt: this.base.clock.now() } as const;
    await this.enrolments.end(enrolment._id, changes, session);
    return { ...enrolment, ...changes };
  }
}
