import type { CalendarDate } from '@hub/domain';
import { ageOn } from '@hub/domain';
import type { Day } from '../days.js';
import { toDate, toDay } from '../days.js';
import type { Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { PersonKey } from '../person/person.js';
import type { Random } from '../random.js';
import type { School } from './school.js';

/** How an enrolment ended: with the school year, by a change of school, or by leaving. */
export type EnrolmentEndReason = 'SCHOOL_YEAR_ENDED' | 'TRANSFERRED';

/** An enrolment (学籍) while the township is being generated. */
export interface SchoolPlace {
  readonly child: Migrant;
  readonly school: School;
  readonly schoolYear: number;
  readonly grade: number;
  readonly enrolled: Day;
  readonly ended: Day | undefined;
  readonly endReason: EnrolmentEndReason | undefined;
}

export interface TruthEnrolment {
  readonly personKey: PersonKey;
  readonly schoolCode: string;
  /** `2026` for 2026/27. */
  readonly schoolYear: string;
  readonly grade: number;
  readonly enrolledOn: CalendarDate;
  readonly endedOn?: CalendarDate;
  readonly endReason?: EnrolmentEndReason;
}

/** Of a thousand children of school age, three are in no school; of the others, nine in ten in the township's. */
const inNoSchool = 0.003;
const inLocalSchool = 0.9;
const firstSchoolAge = 6;
const lastSchoolAge = 14;

/** The school year that a day lies in; it begins on 1 September. */
export function schoolYearOf(asOf: CalendarDate): number {
  const year = Number(asOf.slice(0, 4));
  return asOf.slice(5) >= '09-01' ? year : year - 1;
}

/** Completed years on 31 August before the school year, which decide about school age. */
export function schoolAgeOf(birth: Day, schoolYear: number): number {
  return ageOn(toDate(birth), `${String(schoolYear)}-08-31`);
}

export function isOfSchoolAge(birth: Day, schoolYear: number): boolean {
  const age = schoolAgeOf(birth, schoolYear);
  return age >= firstSchoolAge && age <= lastSchoolAge;
}

export interface SchoolingOptions {
  readonly schools: readonly School[];
  readonly asOf: CalendarDate;
  /** Children at work; nobody enrols them. */
  readonly working: ReadonlySet<Migrant>;
}

/** This school year's enrolments in the township, and last year's of the children who were here then. */
export function enrolChildren(people: readonly Migrant[], options: SchoolingOptions, random: Random): SchoolPlace[] {
  const year = schoolYearOf(options.asOf);
  return people.flatMap((child) => {
    if (child.age > lastSchoolAge + 2 || options.working.has(child)) return [];
    if (random.chance(inNoSchool) || !random.chance(inLocalSchool)) return [];
    return [year - 1, year].flatMap((schoolYear) => enrol(child, schoolYear, options, random) ?? []);
  });
}

function enrol(
  child: Migrant,
  schoolYear: number,
  { schools, asOf }: SchoolingOptions,
  random: Random,
): SchoolPlace | undefined {
  if (!isOfSchoolAge(child.birth, schoolYear)) return undefined;
  const today = toDay(asOf);
  const last = lastDayOf(child, today);
  const begins = toDay(`${String(schoolYear)}-09-01`);
  const ends = toDay(`${String(schoolYear + 1)}-07-01`);
  const enrolled = Math.max(begins, child.arrived + random.between(2, 15));
  if (enrolled >= Math.min(ends, last - 1)) return undefined;
  const grade = schoolAgeOf(child.birth, schoolYear) - firstSchoolAge + 1;
  const suitable = schools.filter(({ seats }) => seats.some((seat) => seat.grade === grade));
  if (suitable.length === 0) return undefined;
  const left = child.household.left;
  const ended = left !== undefined && left < ends ? left : ends <= today ? ends : undefined;
  return {
    child,
    school: suitable[Number(child.key.slice(1)) % suitable.length] ?? random.pick(suitable),
    schoolYear,
    grade,
    enrolled,
    ended,
    endReason: ended === undefined ? undefined : ended === ends ? 'SCHOOL_YEAR_ENDED' : 'TRANSFERRED',
  };
}

export function toTruthEnrolment({
  child,
  school,
  schoolYear,
  grade,
  enrolled,
  ended,
  endReason,
}: SchoolPlace): TruthEnrolment {
  return {
    personKey: child.key,
    schoolCode: school.code,
    schoolYear: String(schoolYear),
    grade,
    enrolledOn: toDate(enrolled),
    ...(ended !== undefined && { endedOn: toDate(ended) }),
    ...(endReason !== undefined && { endReason }),
  };
}
