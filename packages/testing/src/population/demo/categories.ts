import type { CalendarDate } from '@hub/domain';
import { addMonths, ageOn } from '@hub/domain';
import type { Identity } from '../person/person.js';
import type { HeldRecords } from './held-records.js';

/** Somebody who could be picked. */
export interface Candidate {
  readonly identity: Identity;
  readonly records: HeldRecords;
  readonly asOf: CalendarDate;
  readonly hasGuardian: boolean;
  readonly left: boolean;
  readonly landlord: boolean;
  readonly underageHire: boolean;
  readonly movedBetweenVillages: boolean;
}

export interface DemoCategory {
  readonly name: string;
  /** At most so many of 200. */
  readonly most: number;
  readonly matches: (candidate: Candidate) => boolean;
}

/** Kinds of people in the order in which they are picked, the rarest first. */
export const demoCategories: readonly DemoCategory[] = [
  { name: 'hired before sixteen', most: 4, matches: ({ underageHire }) => underageHire },
  { name: 'landlord', most: 5, matches: ({ landlord, records }) => landlord && records.police.rentalUnits > 0 },
  { name: 'document of another kind', most: 6, matches: ({ identity }) => identity.documentType !== 'CITIZEN_ID' },
  { name: 'name with a separator', most: 4, matches: ({ identity }) => identity.name.includes('·') },
  { name: 'business closed', most: 4, matches: ({ records }) => operates(records, 'CLOSED') },
  { name: 'permit suspended', most: 12, matches: ({ records }) => records.police.permit?.state === 'SUSPENDED' },
  { name: 'vaccination overdue', most: 4, matches: ({ records }) => hasVaccination(records, 'OVERDUE') },
  { name: 'vaccination due', most: 6, matches: ({ records }) => hasVaccination(records, 'DUE') },
  { name: 'vaccination up to date', most: 10, matches: ({ records }) => hasVaccination(records, 'UP_TO_DATE') },
  { name: 'enrolled, guardian here', most: 20, matches: (each) => each.hasGuardian && isEnrolled(each.records) },
  {
    name: 'of school age, not enrolled here',
    most: 8,
    matches: (each) => isOfSchoolAge(each) && !isEnrolled(each.records),
  },
  { name: 'business running', most: 12, matches: ({ records }) => operates(records, 'ACTIVE') },
  {
    name: 'moved between villages, told police',
    most: 12,
    matches: ({ movedBetweenVillages, records: { police } }) =>
      movedBetweenVillages && police.residenceRegistered && police.registeredOn !== police.continuousSince,
  },
  { name: 'left and deregistered', most: 8, matches: ({ records }) => records.police.registrationStatus === 'LEFT' },
  {
    name: 'left, registration still open',
    most: 6,
    matches: (each) => each.left && each.records.police.residenceRegistered,
  },
  { name: 'known to police only', most: 8, matches: ({ records }) => knownOnlyTo(records, 'police') },
  { name: 'known to community only', most: 8, matches: ({ records }) => knownOnlyTo(records, 'community') },
  { name: 'known to labor only', most: 6, matches: ({ records }) => knownOnlyTo(records, 'labor') },
  {
    name: 'employment ended',
    most: 6,
    matches: ({ records: { labor } }) => labor.employments.length > 0 && !isEmployed(labor),
  },
  {
    name: 'contract and insurance, permit',
    most: 14,
    matches: ({ records }) => isInsured(records) && hasPermit(records),
  },
  {
    name: 'contract and insurance, no permit',
    most: 8,
    matches: ({ records }) => isInsured(records) && !hasPermit(records),
  },
  {
    name: 'employed without a contract',
    most: 10,
    matches: ({ records: { labor } }) =>
      isEmployed(labor) && labor.employments.every((job) => job.contractSignedOn === null),
  },
  { name: 'registered for less than half a year', most: 10, matches: isNewcomer },
  { name: 'permit valid', most: 10, matches: ({ records }) => hasPermit(records) },
];

type Labor = HeldRecords['labor'];

function operates({ commerce }: HeldRecords, status: 'ACTIVE' | 'CLOSED'): boolean {
  return commerce.enterprises.some((enterprise) => enterprise.status === status);
}

function hasVaccination({ familyPlanning }: HeldRecords, status: 'UP_TO_DATE' | 'DUE' | 'OVERDUE'): boolean {
  return familyPlanning.vaccinationStatus === status;
}

function isEnrolled({ education }: HeldRecords): boolean {
  return education.enrolments.some(({ endedOn }) => endedOn === null);
}

function isOfSchoolAge({ identity, asOf }: Candidate): boolean {
  const age = ageOn(identity.birthDate, asOf);
  return age >= 7 && age <= 14;
}

function isEmployed({ employments }: Labor): boolean {
  return employments.some(({ endedOn }) => endedOn === null);
}

function isInsured({ labor }: HeldRecords): boolean {
  const contracted = labor.employments.some(
    ({ endedOn, contractSignedOn }) => endedOn === null && contractSignedOn !== null,
  );
  return contracted && labor.insuredSince !== null;
}

function hasPermit({ police }: HeldRecords): boolean {
  return police.permit?.state === 'ACTIVE';
}

function isNewcomer({ records: { police }, asOf }: Candidate): boolean {
  const since = police.residenceRegistered ? police.continuousSince : null;
  return since !== null && addMonths(since, 6) > asOf;
}

function knownOnlyTo(records: HeldRecords, department: 'police' | 'labor' | 'community'): boolean {
  const known = {
    police:
      records.police.registrationStatus !== null ||
      records.police.rentalUnits > 0 ||
      records.police.tenancies.length > 0,
    familyPlanning: records.familyPlanning.vaccinationStatus !== null,
    labor: records.labor.employments.length > 0 || records.labor.insuredSince !== null,
    education: records.education.enrolments.length > 0,
    commerce: records.commerce.enterprises.length > 0,
    community: records.community.lastSeenOn !== null,
  };
  return Object.entries(known).every(([name, knows]) => knows === (name === department));
}
