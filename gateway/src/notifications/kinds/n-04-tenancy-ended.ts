import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const tenancyEnded = defineKind({
  code: 'N-04',
  title: '房屋租住终止报告',
  description: 'A landlord reported that a tenant left; the duty desk checks the registration',
  from: 'police',
  to: ['police'],
  trigger: { on: 'event', types: ['police.tenancy.ended'] },
  content: { tenancyId: 'recordId', rentalUnitId: 'recordId', personId: 'personId', endedOn: 'date' },
  legalBasis: '《浙江省流动人口居住登记条例》第九条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { workingDays: 3 },
  ladder: defaultLadder,
});
