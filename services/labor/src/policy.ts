import { definePolicy, key, own, part, shared } from '@hub/subgraph';

/** The published conditions of a residence permit and of school admission (Decree 663 art. 2, 7, 9). */
const conditions = { PERMIT_CONDITION: ['police'], SCHOOL_ADMISSION: ['education'] } as const;

/** Who learns of work and insurance, why, and how much. One row a field; docs/glossary.md has the words. */
export const policy = definePolicy('labor', [
  key('Person.id'),
  key('Enterprise.code'),

  // Answers: yes, no or unknown
  shared('Person.employed', 'S', 'verification', conditions),
  shared('Person.stablyEmployed', 'S', 'verification', conditions),
  shared('Person.insuredForMonths', 'S', 'verification', conditions),

  // Who employs the person: a minimal record, for the permit's condition alone
  shared('Person.employments', 'S', 'record', { PERMIT_CONDITION: ['police'] }),
  shared('Employment.employerCode', 'S', 'record', { PERMIT_CONDITION: ['police'] }),
  shared('Employment.employer', 'S', 'record', { PERMIT_CONDITION: ['police'] }),
  shared('Employment.startedOn', 'S', 'record', { PERMIT_CONDITION: ['police'] }),
  shared('Employment.endedOn', 'S', 'record', { PERMIT_CONDITION: ['police'] }),

  // Labor's own work. Wages and disputes are not in the hub at all
  own('Employment.id', 'I', 'record'),
  own('Employment.person', 'S', 'record'),
  own('Employment.endReason', 'S', 'record'),
  own('Employment.contractSignedOn', 'S', 'record'),
  own('Employment.occupation', 'S', 'record'),
  own('Employment.flags', 'H', 'record'),
  own('SocialInsurance.id', 'I', 'record'),
  own('SocialInsurance.person', 'S', 'record'),
  own('SocialInsurance.employerCode', 'S', 'record'),
  own('SocialInsurance.since', 'S', 'record'),
  own('SocialInsurance.until', 'S', 'record'),
  own('Mutation.reportEmploymentStart', 'H', 'action'),
  own('Mutation.reportEmploymentEnd', 'S', 'action'),
  own('Mutation.recordSocialInsurance', 'S', 'action'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
