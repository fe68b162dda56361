import { defaultLadder, defineKind } from '../kind/define-kind.js';

export const movedBetweenGrids = defineKind({
  code: 'N-21',
  title: '跨网格居住变动通报',
  description: 'A resident moved to another grid, whose worker visits and offers services',
  from: 'community',
  to: ['community'],
  trigger: { on: 'event', types: ['police.residence.moved'] },
  content: { personId: 'personId', fromGridCode: 'gridCode', toGridCode: 'gridCode', movedOn: 'date' },
  // A move within a grid, or to a place that is in none, is nobody's hand-over
  rule: ({ data: { personId = '', fromGridCode, toGridCode, movedOn = '' } }) => {
    const isHandOver = fromGridCode !== undefined && toGridCode !== undefined && fromGridCode !== toGridCode;
    return Promise.resolve(isHandOver ? { personId, fromGridCode, toGridCode, movedOn } : undefined);
  },
  legalBasis: '《浙江省流动人口居住登记条例》第九条、第十条',
  dataClass: 'S',
  acknowledgementDue: { workingDays: 1 },
  feedbackDue: { calendarDays: 10 },
  ladder: defaultLadder,
});
