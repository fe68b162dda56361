import { defineEvent } from '@hub/subgraph';

export const employmentStarted = defineEvent({
  type: 'labor.employment.started',
  description: 'An employer reported that it hired somebody (用工备案)',
  content: { employmentId: 'recordId', personId: 'personId', employerCode: 'creditCode', startedOn: 'date' },
});

export const employmentEnded = defineEvent({
  type: 'labor.employment.ended',
  description: 'An employer reported that somebody left (终止用工备案)',
  content: {
    employmentId: 'recordId',
    personId: 'personId',
    employerCode: 'creditCode',
    endedOn: 'date',
    reason: 'code',
  },
});
