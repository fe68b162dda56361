import { callerNames } from '@hub/domain';
import { defineKind } from '../kind/define-kind.js';

export const deliveryDead = defineKind({
  code: 'S-02',
  title: '投递失败',
  description: 'A delivery was given up after its last attempt; it can be sent again',
  from: 'hub',
  to: callerNames,
  trigger: { on: 'hub' },
  content: { notificationId: 'recordId', subscriptionId: 'recordId', kind: 'code', receiver: 'code' },
  legalBasis: '《政务数据共享条例》（国务院令第809号）',
  dataClass: 'I',
  ladder: [],
});
