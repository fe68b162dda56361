import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const tenancyStarted = defineKind({
  code: 'N-03',
  title: '房屋租住开始报告',
  description: 'A landlord reported a tenant; the duty desk invites to register',
  from: 'police',
  to: ['police'],
  trigger: { on: 'event', types: ['police.tenancy.started'] },
  content: {
    tenancyId: 'recordId',
    rentalUnitId: 'recordId',
    personId: 'personId',
    startedOn: 'date',
    regionCode: 'regionCode',
  },
  legalBasis: '《浙江省流动人口居住登记条例》第九条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 3 },
  ladder: defaultLadder,
});
