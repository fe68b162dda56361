import type { CalendarDate } from '@hub/domain';
import { addDays, addMonths, addYears } from '@hub/domain';
import type { PersonLine } from './demo-person.fixture.js';

/**
 * What the contract makes of the records that `truth` says the departments hold, written down without looking at their code.
 * An answer without a reason stands for any reason.
 */
type Expectation = (person: PersonLine, today: CalendarDate) => string;

/** 18-character documents tell the birth date; the others do not, so their age is not known. */
const tellsBirth = new Set(['CITIZEN_ID', 'HMT_RESIDENCE_PERMIT', 'FOREIGN_PERMANENT_RESIDENCE']);

const registered: Expectation = ({ truth: { police } }) => {
  if (police.residenceRegistered) return 'YES';
  return police.registrationStatus === null ? 'NO (NO_RECORD)' : 'NO (ENDED)';
};

/** Months count from the first registration of an unbroken chain. */
function residentFor(months: number): Expectation {
  return (person, today) => {
    const { residenceRegistered, continuousSince } = person.truth.police;
    if (!residenceRegistered || continuousSince === null) return registered(person, today);
    return addMonths(continuousSince, months) <= today ? 'YES' : 'NO (TOO_SHORT)';
  };
}

/** Own, with an employer or with relatives; rented where a tenancy of that very dwelling is on record. */
const lawful: Expectation = ({ truth: { police } }, today) => {
  if (!police.residenceRegistered) return 'UNKNOWN (NO_RECORD)';
  const rents = police.tenancies.some(
    ({ startedOn, endedOn, atRegisteredDwelling }) =>
      atRegisteredDwelling && startedOn <= today && (endedOn === null || today < endedOn),
  );
  const ground = { OWN: true, DORM: true, RELATIVE: true, RENT: rents, SITE: false, OTHER: false };
  return police.dwellingRelation !== null && ground[police.dwellingRelation] ? 'YES' : 'UNKNOWN (NO_RECORD)';
};

const permitValid: Expectation = ({ truth: { police } }) => {
  if (police.permit === null) return 'NO (NO_RECORD)';
  return police.permit.state === 'ACTIVE' ? 'YES' : 'NO (EXPIRED)';
};

function atLeast(age: number): Expectation {
  return ({ documentType, documentNumber, birthDate }, today) => {
    if (!tellsBirth.has(documentType) || !/^\d{17}[\dX]$/.test(documentNumber)) return 'UNKNOWN (NO_RECORD)';
    return addYears(birthDate, age) <= today ? 'YES' : 'NO (UNDER_AGE)';
  };
}

const jobsOn = ({ truth }: PersonLine, today: CalendarDate) =>
  truth.labor.employments.filter(
    ({ startedOn, endedOn }) => startedOn <= today && (endedOn === null || today < endedOn),
  );

/** Labor observes: it never says no. */
const employed: Expectation = (person, today) => {
  if (jobsOn(person, today).length > 0) return 'YES';
  return person.truth.labor.employments.length === 0 ? 'UNKNOWN (NO_RECORD)' : 'UNKNOWN (ENDED)';
};

/** With contract and insurance; a contract with somebody under sixteen is void. */
const stablyEmployed: Expectation = (person, today) => {
  const jobs = jobsOn(person, today);
  if (jobs.length === 0) return employed(person, today);
  const contracted = jobs.some(
    ({ contractSignedOn, startedOn }) => contractSignedOn !== null && addYears(person.birthDate, 16) <= startedOn,
  );
  if (!contracted) return 'UNKNOWN (NO_CONTRACT)';
  return person.truth.labor.insuredSince === null ? 'UNKNOWN (NOT_INSURED)' : 'YES';
};

/** Insurance makes the fact, so there is a no; the file tells the insurance that runs, and no reason where none does. */
function insuredFor(months: number): Expectation {
  return ({ truth: { labor } }, today) => {
    if (labor.insuredSince === null) return 'NO';
    // The last day of the last month counts
    return addMonths(labor.insuredSince, months) <= addDays(today, 1) ? 'YES' : 'NO (TOO_SHORT)';
  };
}

/** Of school years, the one that a day lies in begins on the first of September. */
const schoolYearOf = (day: CalendarDate): string => String(Number(day.slice(0, 4)) - (day.slice(5) >= '09-01' ? 0 : 1));

const enrolled: Expectation = ({ truth: { education } }, today) => {
  const year = schoolYearOf(today);
  const places = education.enrolments.filter(({ schoolYear }) => schoolYear <= year);
  // Who stayed until June was there for the year, whatever ended it
  const lasted = (endedOn: CalendarDate | null): boolean =>
    endedOn === null || endedOn >= `${String(Number(year) + 1)}-06-01`;
  if (places.some(({ schoolYear, endedOn }) => schoolYear === year && lasted(endedOn))) return 'YES';
  return places.length === 0 ? 'NO (NO_RECORD)' : 'NO (ENDED)';
};

const operates: Expectation = ({ truth: { commerce } }) => {
  if (commerce.enterprises.some(({ status }) => status === 'ACTIVE')) return 'YES';
  return commerce.enterprises.length === 0 ? 'NO (NO_RECORD)' : 'NO (CLOSED)';
};

const vaccinated: Expectation = ({ truth: { familyPlanning } }) => {
  const { vaccinationStatus: status } = familyPlanning;
  if (status === null) return 'UNKNOWN (NO_RECORD)';
  return status === 'UP_TO_DATE' ? 'YES' : `NO (${status})`;
};

function seenWithin(days: number): Expectation {
  return ({ truth: { community } }, today) => {
    if (community.lastSeenOn === null) return 'UNKNOWN (NO_RECORD)';
    return community.lastSeenOn >= addDays(today, -days) ? 'YES' : 'UNKNOWN (NOT_SEEN)';
  };
}

/** By the field as education asks for SCHOOL_ADMISSION. */
export const expectedBySchools: Readonly<Record<string, Expectation>> = {
  residenceRegistered: registered,
  'residentForMonths(months: 6)': residentFor(6),
  residencePermitValid: permitValid,
  lawfulDwelling: lawful,
  'atLeastAge(age: 6)': atLeast(6),
  employed,
  stablyEmployed,
  'insuredForMonths(months: 6)': insuredFor(6),
  operatesEnterprise: operates,
  enrolled,
  vaccinationUpToDate: vaccinated,
};

/** By the field as community asks for its own records. */
export const expectedByCommunity: Readonly<Record<string, Expectation>> = {
  'seenByCommunity(withinDays: 90)': seenWithin(90),
};

/** By the field as labor asks for EMPLOYMENT_CHECK. */
export const expectedByLabor: Readonly<Record<string, Expectation>> = { 'atLeastAge(age: 16)': atLeast(16) };
