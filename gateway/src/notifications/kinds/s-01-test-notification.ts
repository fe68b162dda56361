import { callerNames } from '@hub/domain';
import { defineKind } from '../kind/define-kind.js';

export const testNotification = defineKind({
  code: 'S-01',
  title: '测试通报',
  description: 'A subscriber asked for a test; it tells nothing',
  from: 'hub',
  to: callerNames,
  trigger: { on: 'hub' },
  content: { subscriptionId: 'recordId' },
  legalBasis: '《政务数据共享条例》（国务院令第809号）',
  dataClass: 'P',
  ladder: [],
});
