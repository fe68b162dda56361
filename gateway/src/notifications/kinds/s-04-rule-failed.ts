import { defineKind } from '../kind/define-kind.js';

export const ruleFailed = defineKind({
  code: 'S-04',
  title: '通报规则失败',
  description:
    'It could not be decided whether a bulletin is to be told, or a schedule could not be run; it is tried again',
  from: 'hub',
  to: ['hub'],
  trigger: { on: 'hub' },
  content: {
    // Of a rule the event that it is about, of a schedule its code and due instant
    eventId: 'recordId?',
    schedule: 'code?',
    dueAt: 'instant?',
    kind: 'code',
    receiver: 'code',
    department: 'code',
    reason: 'code',
    attempts: 'ownCount',
  },
  legalBasis: '《政务数据共享条例》（国务院令第809号）',
  dataClass: 'I',
  ladder: [],
});
