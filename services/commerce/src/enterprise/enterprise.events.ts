import { defineEvent } from '@hub/subgraph';

export const enterpriseRegistered = defineEvent({
  type: 'commerce.enterprise.registered',
  description: 'An enterprise or other body was registered (市场主体设立)',
  content: { code: 'creditCode', regionCode: 'regionCode', establishedOn: 'date', kind: 'code' },
});

export const enterpriseClosed = defineEvent({
  type: 'commerce.enterprise.closed',
  description: 'An enterprise or other body was closed (市场主体注销)',
  content: { code: 'creditCode', closedOn: 'date' },
});
