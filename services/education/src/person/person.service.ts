import type { Verification } from '@hub/domain';
import { answersOf } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import type { EnrolmentDocument } from '../enrolment/enrolment.repository.js';
import { askedSchoolYear, lastDayOf } from '../enrolment/school-year.js';
import type { EducationLoaders } from '../scope.js';

const { yes, no } = answersOf('education');

/** Answers about one child. Education makes the fact of enrolment, so it may say no. */
export class PersonService {
  constructor(
    private readonly base: ScopeBase,
    private readonly loaders: EducationLoaders,
  ) {}

  /**
   * Whether the child is, or was to the end, enrolled for a school year; that of today when left out.
   *
   * @throws HubError BAD_USER_INPUT for a school year that cannot be
   */
  async enrolled(personId: string, asked?: string): Promise<Verification> {
    const today = this.base.clock.today();
    const schoolYear = askedSchoolYear(asked, today);
    const enrolments = await this.loaders.enrolments.load(personId);
    const holding = enrolments.find((each) => each.schoolYear === schoolYear && holdsItsYear(each));
    if (holding !== undefined) return yes(holding.updatedAt);
    const ended = enrolments.find((each) => each.schoolYear <= schoolYear && isOver(each, today));
    return ended === undefined ? no('NO_RECORD') : no('ENDED', ended.updatedAt);
  }

  /** Newest first. */
  listEnrolments(personId: string): Promise<readonly EnrolmentDocument[]> {
    return this.loaders.enrolments.load(personId);
  }
}

function holdsItsYear({ status, endReason }: EnrolmentDocument): boolean {
  return status === 'ACTIVE' || endReason === 'SCHOOL_YEAR_ENDED';
}

function isOver({ status, schoolYear }: EnrolmentDocument, today: string): boolean {
  return status === 'ENDED' || lastDayOf(schoolYear) < today;
}
