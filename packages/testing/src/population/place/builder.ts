import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import type { Dwelling, DwellingKind, DwellingUse, TruthDwelling } from './dwelling.js';
import type { Places } from './village.js';

/** Puts up dwellings in grids, with an address and a place on the map. */
export interface Builder {
  build(kind: DwellingKind, use: DwellingUse, gridIndex?: number): Dwelling;
  /** Everything built so far. */
  readonly dwellings: readonly TruthDwelling[];
}

const streets = ['沿港路', '兰秀路', '桃源路', '海塘路', '老街', '新村路'] as const;

export function createBuilder(plan: TownshipPlan, places: Places, random: Random): Builder {
  const dwellings: TruthDwelling[] = [];
  const villageNames = new Map(places.villages.map(({ code, name }) => [code, name]));
  const first = plan.ordinal * 100_000;
  return {
    dwellings,
    build: (kind, use, gridIndex = random.between(0, places.grids.length - 1)) => {
      const grid = places.grids[gridIndex];
      if (grid === undefined) throw new RangeError('The township has no such grid');
      const number = dwellings.length + 1;
      const village = `${plan.name}${villageNames.get(grid.regionCode) ?? ''}`;
      const dwelling: TruthDwelling = {
        key: `d${String(first + number).padStart(7, '0')}`,
        regionCode: grid.regionCode,
        gridCode: grid.code,
        address: `${village}${addressOf(kind, number, random)}`,
        kind,
        location: places.pointIn(gridIndex, random),
        use,
      };
      dwellings.push(dwelling);
      return dwelling;
    },
  };
}

function addressOf(kind: DwellingKind, number: number, random: Random): string {
  const street = `${random.pick(streets)}${String(number)}号`;
  switch (kind) {
    case 'FLAT':
      return `${street}${String(random.between(1, 12))}幢${String(random.between(1, 4))}单元${String(random.between(1, 6))}0${String(random.between(1, 4))}室`;
    case 'ROOM':
      return `${street}${String(random.between(1, 4))}0${String(random.between(1, 9))}室`;
    case 'DORM':
      return `${street}职工宿舍`;
    case 'SITE_HUT':
      return `${street}工地板房`;
    case 'BOAT':
      return `码头${String(number)}号泊位`;
    case 'SHOP_HOME':
      return `${street}店铺`;
    case 'HOUSE':
      return street;
  }
}
