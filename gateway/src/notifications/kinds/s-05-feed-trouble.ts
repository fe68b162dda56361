import { defineKind } from '../kind/define-kind.js';

export const feedTrouble = defineKind({
  code: 'S-05',
  title: '事件流异常',
  description: 'The feed of a department began anew, has a gap, or holds what cannot be read',
  from: 'hub',
  to: ['hub'],
  trigger: { on: 'hub' },
  content: { department: 'code', trouble: 'code', position: 'ownCount' },
  legalBasis: '《政务数据共享条例》（国务院令第809号）',
  dataClass: 'I',
  ladder: [],
});
