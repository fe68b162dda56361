import { definePolicy, key, own, part, shared } from '@hub/subgraph';

/** Who learns where a child stands in the vaccination schedule, why, and how much. One row a field. */
export const policy = definePolicy('family-planning', [
  // A child: yes/no at the school's entry check, and nobody else
  key('Person.id'),
  shared('Person.vaccinationUpToDate', 'H', 'verification', { SCHOOL_ADMISSION: ['education'] }),

  // Family planning's own work
  own('Mutation.recordVaccinationStatus', 'H', 'action'),
  own('VaccinationRecord.id', 'I', 'record'),
  own('VaccinationRecord.person', 'H', 'record'),
  own('VaccinationRecord.status', 'H', 'record'),
  own('VaccinationRecord.asOf', 'H', 'record'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
