import { defaultLadder, defineKind } from '../kind/define-kind.js';
import { isServing } from './active-service.js';

/** Departures and disappearances are police's own matter. */
const lifeEvents: readonly unknown[] = ['DECEASED', 'LOCALISED'];

export const lifeEvent = defineKind({
  code: 'N-42',
  title: '死亡、落户通报',
  description: 'Somebody whom the department serves now died or became a local resident',
  from: 'police',
  to: ['family-planning', 'labor', 'education'],
  trigger: { on: 'event', types: ['police.residence.ended'] },
  content: { personId: 'personId', endedOn: 'date', reason: 'code' },
  rule: async ({ data: { personId = '', endedOn = '', reason = '' } }, to, questions) => {
    if (!lifeEvents.includes(reason)) return undefined;
    return (await isServing(to, String(personId), questions)) ? { personId, endedOn, reason } : undefined;
  },
  legalBasis: '《居住证暂行条例》第七条',
  dataClass: 'H',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 5 },
  ladder: defaultLadder,
});
