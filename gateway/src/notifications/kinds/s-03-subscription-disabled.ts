import { callerNames } from '@hub/domain';
import { defineKind } from '../kind/define-kind.js';

export const subscriptionDisabled = defineKind({
  code: 'S-03',
  title: '订阅停用',
  description: 'The hub disabled a subscription whose deliveries failed',
  from: 'hub',
  to: callerNames,
  trigger: { on: 'hub' },
  content: { subscriptionId: 'recordId', receiver: 'code', reason: 'code' },
  legalBasis: '《政务数据共享条例》（国务院令第809号）',
  dataClass: 'I',
  ladder: [],
});
