import { definePolicy, key, open, own, part, shared } from '@hub/subgraph';

/** Who learns of enterprises and their operators, why, and how much. One row a field; docs/glossary.md has the words. */
export const policy = definePolicy('commerce', [
  // An enterprise's public data (企业信息公示): any department, any purpose
  open('Query.enterprise', 'P', 'record'),
  key('Enterprise.code'),
  open('Enterprise.name', 'P', 'record'),
  open('Enterprise.kind', 'P', 'record'),
  open('Enterprise.status', 'P', 'status'),
  open('Enterprise.regionCode', 'P', 'record'),
  open('Enterprise.establishedOn', 'P', 'record'),
  open('Enterprise.closedOn', 'P', 'record'),

  // Who operates it: others ask about a person, and get yes or no
  key('Person.id'),
  shared('Person.operatesEnterprise', 'S', 'verification', {
    PERMIT_CONDITION: ['police'],
    SCHOOL_ADMISSION: ['education'],
    EMPLOYMENT_CHECK: ['labor'],
    SOCIAL_INSURANCE: ['labor'],
  }),

  // Commerce's own work
  own('Enterprise.operator', 'S', 'record'),
  own('Enterprise.warnings', 'I', 'record'),
  own('Mutation.registerEnterprise', 'S', 'action'),
  own('Mutation.closeEnterprise', 'I', 'action'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
