import { definePolicy, key, open, own, part, shared } from '@hub/subgraph';

/** Who learns of a child's schooling, why, and how much. One row a field; docs/glossary.md has the words. */
export const policy = definePolicy('education', [
  // A child: whether enrolled, to vaccination outreach. Never to labor or police; not yet to the communities that urge enrolment,
  // since they may ask in their own zone only and education does not know where a child lives
  key('Person.id'),
  shared('Person.enrolled', 'H', 'verification', {
    VACCINATION_OUTREACH: ['family-planning'],
  }),
  own('Person.enrolments', 'H', 'record'),
  own('Enrolment.id', 'I', 'record'),
  own('Enrolment.person', 'H', 'record'),
  own('Enrolment.school', 'H', 'record'),
  own('Enrolment.schoolYear', 'H', 'record'),
  own('Enrolment.grade', 'H', 'record'),
  own('Enrolment.status', 'H', 'record'),
  own('Enrolment.enrolledOn', 'H', 'record'),
  own('Enrolment.endedOn', 'H', 'record'),
  own('Enrolment.endReason', 'H', 'record'),

  // Schools are public
  open('Query.school', 'P', 'record'),
  key('School.code'),
  open('School.name', 'P', 'record'),
  open('School.regionCode', 'P', 'record'),
  open('School.seats', 'P', 'count'),
  part('SchoolSeat.grade'),
  part('SchoolSeat.capacity'),
  part('SchoolSeat.taken'),

  // Education's own work
  own('Mutation.registerSchool', 'P', 'action'),
  own('Mutation.enrolChild', 'H', 'action'),
  own('Mutation.endEnrolment', 'H', 'action'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
