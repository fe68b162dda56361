import { callerNames } from '@hub/domain';
import { defineKind } from '../kind/define-kind.js';

export const escalation = defineKind({
  code: 'E-01',
  title: '超期升级',
  description: 'A reply to a bulletin is overdue; it tells which, never what the bulletin says',
  from: 'hub',
  to: callerNames,
  trigger: { on: 'hub' },
  content: { notificationId: 'recordId', kind: 'code', level: 'code', dueAt: 'instant', receiver: 'code' },
  legalBasis: '《政务数据共享条例》（国务院令第809号）',
  dataClass: 'I',
  ladder: [],
});
