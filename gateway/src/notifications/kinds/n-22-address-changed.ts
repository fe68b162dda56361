import { defaultLadder, defineKind } from '../kind/define-kind.js';
import { isServing } from './active-service.js';

export const addressChanged = defineKind({
  code: 'N-22',
  title: '居住地变更通报',
  description: 'The address of somebody changed whom the department serves now',
  from: 'police',
  to: ['family-planning', 'labor', 'education'],
  trigger: { on: 'event', types: ['police.residence.moved'] },
  content: { personId: 'personId', movedOn: 'date', regionCode: 'regionCode?' },
  rule: async ({ data }, to, questions) => {
    const { personId = '', movedOn = '', toRegionCode = '' } = data;
    if (!(await isServing(to, String(personId), questions))) return undefined;
    // Labor and education learn that it changed; where to is for outreach to children alone
    return to === 'family-planning' ? { personId, movedOn, regionCode: toRegionCode } : { personId, movedOn };
  },
  legalBasis: '《居住证暂行条例》第七条；《浙江省流动人口居住登记条例》第十三条',
  dataClass: 'H',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 10 },
  ladder: defaultLadder,
});
