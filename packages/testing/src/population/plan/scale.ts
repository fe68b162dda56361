import { findRegion, listRegions } from '@hub/domain';
import { cityDistrict } from './city-district.profile.js';
import { apportion } from './shares.js';
import { shipyardTownship } from './shipyard-township.profile.js';
import type { TownshipPlan, VillagePlan } from './township-plan.js';
import { landlordsOf } from './township-plan.js';

/** XS 300 people for unit tests; S the demo township of 6,000; M a district of 250,000 in twenty townships. */
export const populationSets = ['XS', 'S', 'M'] as const;
export type PopulationSet = (typeof populationSets)[number];

/** The townships of a set, in the order in which they are generated. */
export function planTownships(set: PopulationSet): readonly TownshipPlan[] {
  switch (set) {
    case 'XS':
      return [
        {
          ...xiushan,
          villages: [planVillage('330921200200', 2, 2)],
          people: 300,
          dwellings: 120,
          rentalUnits: 60,
          contractedUnits: 40,
          landlords: landlordsOf(60),
          employers: 8,
          selfEmployed: 15,
          schools: 1,
        },
      ];
    case 'S':
      return [
        {
          ...xiushan,
          villages: ['330921200200', '330921200203', '330921200212'].map((code) => planVillage(code, 4, 2)),
          people: 6_000,
          dwellings: 2_100,
          rentalUnits: 520,
          contractedUnits: 352,
          landlords: landlordsOf(520),
          employers: 41,
          selfEmployed: 160,
          schools: 2,
        },
      ];
    case 'M':
      return planDistrict();
  }
}

const xiushan = {
  ordinal: 0,
  code: '330921200',
  name: '秀山乡',
  profile: shipyardTownship,
  corner: [122.13, 30.15],
  firstPersonNumber: 1,
} as const;

function planVillage(code: string, columns: number, rows: number): VillagePlan {
  const name = (findRegion(code)?.name ?? code).replace(/(村|居)委会$/, '');
  return { code, name: /(村|社区|居)$/.test(name) ? name : `${name}村`, columns, rows };
}

const villagesPerTownship = 10;

/** The twenty townships that were one district until 2021 (余杭, since then 余杭 and 临平): a boundary change is built in. */
function planDistrict(): readonly TownshipPlan[] {
  const townships = ['330110', '330113'].flatMap((county) =>
    listRegions(county).filter(({ level }) => level === 'TOWNSHIP'),
  );
  const villages = townships.map(({ code }) =>
    listRegions(code)
      .filter(({ level }) => level === 'VILLAGE')
      .slice(0, villagesPerTownship),
  );
  const weights = villages.map(({ length }) => length);
  const split = (total: number): number[] => apportion(total, weights);
  const [people, dwellings, rentalUnits] = [split(250_000), split(90_000), split(55_000)];
  const [contracted, employers, selfEmployed, schools] = [split(40_000), split(9_000), split(28_000), split(90)];
  let firstPersonNumber = 1;
  let villageNumber = 0;
  return townships.map(({ code, name }, ordinal) => {
    const at = (counts: readonly number[]): number => counts[ordinal] ?? 0;
    const plan: TownshipPlan = {
      ordinal,
      code,
      name,
      profile: cityDistrict,
      villages: (villages[ordinal] ?? []).map((village) => {
        villageNumber += 1;
        return hasNinthGrid(villageNumber) ? planVillage(village.code, 3, 3) : planVillage(village.code, 4, 2);
      }),
      corner: [119.7 + (ordinal % 4) * 0.27, 30.2 + Math.floor(ordinal / 4) * 0.04],
      firstPersonNumber,
      people: at(people),
      dwellings: at(dwellings),
      rentalUnits: at(rentalUnits),
      contractedUnits: at(contracted),
      landlords: landlordsOf(at(rentalUnits)),
      employers: at(employers),
      selfEmployed: at(selfEmployed),
      schools: at(schools),
    };
    firstPersonNumber += plan.people + plan.landlords;
    return plan;
  });
}

/** 80 of the 190 villages have nine small grids, the others eight: 1,600 together. */
function hasNinthGrid(villageNumber: number): boolean {
  return Math.floor((villageNumber * 80) / 190) > Math.floor(((villageNumber - 1) * 80) / 190);
}
