import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const workerWithoutRegistration = defineKind({
  code: 'N-05',
  title: '在业未登记通报',
  description: 'Somebody works here of whom police has no active registration',
  from: 'labor',
  to: ['police'],
  trigger: { on: 'event', types: ['labor.employment.started'] },
  content: { personId: 'personId', employerCode: 'creditCode', startedOn: 'date' },
  closedBy: { event: 'police.residence.registered', match: ['personId'] },
  rule: async (event, _to, questions) => {
    const { personId = '', employerCode = '', startedOn = '' } = event.data;
    const { answer } = await questions.ask('police', String(personId), 'residenceRegistered');
    return answer === 'NO' ? { personId, employerCode, startedOn } : undefined;
  },
  legalBasis: '《居住证暂行条例》第七条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 5 },
  ladder: defaultLadder,
});
