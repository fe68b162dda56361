import type { Verification } from '@hub/domain';
import { answersOf } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import type { EnrolmentDocument } from '../enrolment/enrolment.repository.js';
import { askedSchoolYear, closingTimeOf, lastDayOf, schoolYearOf } from '../enrolment/school-year.js';
import type { EducationLoaders } from '../scope.js';

const { yes, no } = answersOf('education');

/** Answers about one child. Education makes the fact of enrolment, so it may say no. */
export class PersonService {
  constructor(
    private readonly base: ScopeBase,
    private readonly loaders: EducationLoaders,
  ) {}

  /**
   * Whether the child is, or was to the end, enrolled for a school year; that of today when left out. Of a child whose first
   * enrolment is for a coming school year it says that this one has not begun.
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
    if (ended !== undefined) return no('ENDED', ended.updatedAt);
    const coming = enrolments.find((each) => each.status === 'ACTIVE' && each.schoolYear > schoolYear);
    const isNow = schoolYear === schoolYearOf(today);
    return coming !== undefined && isNow ? no('NOT_YET', coming.updatedAt) : no('NO_RECORD');
  }

  /** Newest first. */
  listEnrolments(personId: string): Promise<readonly EnrolmentDocument[]> {
    return this.loaders.enrolments.load(personId);
  }
}

/** The day decides, not the reason: who moves away in March did not finish the year, whatever was ticked. */
function holdsItsYear({ status, schoolYear, endedOn }: EnrolmentDocument): boolean {
  return status === 'ACTIVE' || (endedOn !== undefined && endedOn >= closingTimeOf(schoolYear));
}

function isOver({ status, schoolYear }: EnrolmentDocument, today: string): boolean {
  return status === 'ENDED' || lastDayOf(schoolYear) < today;
}
