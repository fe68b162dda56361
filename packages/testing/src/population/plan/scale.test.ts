import { findRegion, parseRegionCode } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { apportion } from './shares.js';
import { planTownships, populationSets } from './scale.js';
import type { TownshipPlan } from './township-plan.js';

const sum = (plans: readonly TownshipPlan[], count: (plan: TownshipPlan) => number): number =>
  plans.reduce((total, plan) => total + count(plan), 0);
const gridsOf = ({ villages }: TownshipPlan): number =>
  villages.reduce((total, { columns, rows }) => total + columns * rows, 0);

describe('planTownships', () => {
  it('plans the demo township as its source describes it', () => {
    const [plan, ...others] = planTownships('S');
    expect(others).toEqual([]);
    expect(plan).toMatchObject({
      code: '330921200',
      people: 6_000,
      dwellings: 2_100,
      employers: 41,
      selfEmployed: 160,
    });
    expect(plan).toMatchObject({ rentalUnits: 520, contractedUnits: 352, schools: 2 });
    expect(plan?.villages.map(({ code }) => code)).toEqual(['330921200200', '330921200203', '330921200212']);
    expect(sum(planTownships('S'), gridsOf)).toBe(24);
  });

  it('divides the district of M among its townships without remainder', () => {
    const plans = planTownships('M');
    expect(plans).toHaveLength(20);
    expect(sum(plans, ({ people }) => people)).toBe(250_000);
    expect(sum(plans, ({ dwellings }) => dwellings)).toBe(90_000);
    expect(sum(plans, ({ rentalUnits }) => rentalUnits)).toBe(55_000);
    expect(sum(plans, ({ employers }) => employers)).toBe(9_000);
    expect(sum(plans, ({ selfEmployed }) => selfEmployed)).toBe(28_000);
    expect(sum(plans, ({ schools }) => schools)).toBe(90);
    expect(sum(plans, ({ villages }) => villages.length)).toBe(190);
    expect(sum(plans, gridsOf)).toBe(1_600);
  });

  it('keeps the person numbers of townships apart', () => {
    let next = 1;
    for (const { firstPersonNumber, people, landlords } of planTownships('M')) {
      expect(firstPersonNumber).toBe(next);
      next += people + landlords;
    }
  });

  it('places everything in townships and villages that are on the list of regions', () => {
    for (const plan of populationSets.flatMap(planTownships)) {
      expect(findRegion(plan.code)?.level).toBe('TOWNSHIP');
      for (const { code } of plan.villages) {
        expect(parseRegionCode(code, 'code', [12])).toBe(code);
        expect(findRegion(code)?.level).toBe('VILLAGE');
        expect(code.startsWith(plan.code)).toBe(true);
      }
    }
  });
});

describe('apportion', () => {
  it('gives every share its part and leaves nothing over', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(100, [70, 24, 3, 2, 1])).toEqual([70, 24, 3, 2, 1]);
    expect(apportion(7, [0, 5])).toEqual([0, 7]);
    expect(apportion(0, [1, 2])).toEqual([0, 0]);
  });
});
