import type { Day } from '../days.js';
import type { Household, Migrant } from '../person/migrant.js';
import type { Builder } from '../place/builder.js';
import type { Dwelling } from '../place/dwelling.js';
import type { LetUnit } from '../place/rental-stock.js';
import type { Random } from '../random.js';
import { hashText } from '../random.js';
import type { DwellingRelation, Occupancy } from './stay.js';

/** Share of renters here long enough who moved within the township in the last year. */
const movers = 0.26;
/** Share of a county's people who live in its grids (chain migration). */
const clustered = 0.55;
const gridsPerCounty = 3;
const lodgers = { SITE_HUT: 5, BOAT: 6 } as const;

type Home = Pick<LetUnit, 'dwelling'> & Partial<Pick<LetUnit, 'unit'>>;

export interface HousingMarket {
  readonly builder: Builder;
  readonly stock: readonly LetUnit[];
  readonly gridCount: number;
  readonly bedsPerDormitory: number;
  readonly asOf: Day;
}

/** Finds every household a home, and a former one for those who moved; writes the stays of its members. */
export function findHomes(households: readonly Household[], market: HousingMarket, random: Random): void {
  const { builder, asOf } = market;
  const rooms = shareDwellings(market);
  const rent = createRentals(market, random);
  for (const household of households) {
    const { relation, members } = household;
    switch (relation) {
      case 'RENT': {
        const home = rent.find(household);
        household.moved = drawMove(household, asOf, random);
        const former = household.moved === undefined ? undefined : rent.findFormer(home);
        for (const member of members) stay(member, home, former);
        break;
      }
      case 'DORM':
      case 'SITE':
        for (const member of members) stay(member, { dwelling: rooms(household) });
        break;
      case 'OWN':
        settleIn(members, builder.build(random.chance(0.7) ? 'FLAT' : 'HOUSE', 'OWN'));
        break;
      case 'RELATIVE':
      case 'OTHER':
        settleIn(members, builder.build('HOUSE', 'HOST'));
        break;
    }
  }
}

function settleIn(members: readonly Migrant[], dwelling: Dwelling): void {
  for (const member of members) stay(member, { dwelling });
}

function stay(member: Migrant, home: Home, former?: Home): void {
  const { arrived, household } = member;
  const { relation, moved, left } = household;
  const movedAlong = former !== undefined && moved !== undefined && arrived < moved - 5;
  if (movedAlong) member.stays.push(occupy(former, relation, arrived, moved));
  member.stays.push(occupy(home, relation, movedAlong ? moved : Math.max(arrived, moved ?? arrived), left));
}

function occupy({ dwelling, unit }: Home, relation: DwellingRelation, from: Day, to: Day | undefined): Occupancy {
  return { dwelling, unit, relation, from, to };
}

function drawMove({ arrived, left }: Household, asOf: Day, random: Random): Day | undefined {
  const last = left ?? asOf;
  if (last - arrived < 75 || !random.chance(movers)) return undefined;
  return random.between(Math.max(arrived + 30, asOf - 365), last - 8);
}

/** Dormitories by employer, huts and boats by kind; a new one wherever the last is full. */
function shareDwellings({ builder, bedsPerDormitory }: HousingMarket): (household: Household) => Dwelling {
  const open = new Map<string, { readonly dwelling: Dwelling; free: number }>();
  return ({ relation, members }) => {
    const employer = members[0]?.employer;
    const lodging = employer?.sector.lodging ?? 'SITE_HUT';
    const kind = relation === 'DORM' ? 'DORM' : lodging;
    const place = relation === 'DORM' ? (employer?.code ?? '') : lodging;
    const last = open.get(place);
    if (last !== undefined && last.free > 0) {
      last.free -= 1;
      return last.dwelling;
    }
    // Half of the dormitories stand in the first grid, which is theirs.
    const inSpecialGrid = kind === 'DORM' && hashText(`${place}${String(open.size)}`) % 2 === 0;
    const use = kind === 'DORM' ? 'DORM' : 'LODGING';
    const dwelling = inSpecialGrid ? builder.build(kind, use, 0) : builder.build(kind, use);
    open.set(place, { dwelling, free: (kind === 'DORM' ? bedsPerDormitory : lodgers[kind]) - 1 });
    return dwelling;
  };
}

interface Rentals {
  find(household: Household): LetUnit;
  /** Any other unit, more often than not in another village: who lived there has left it. */
  findFormer(home: LetUnit): LetUnit;
}

function createRentals({ stock, gridCount }: HousingMarket, random: Random): Rentals {
  const byGrid = new Map<string, LetUnit[]>();
  for (const unit of stock) {
    const units = byGrid.get(unit.dwelling.gridCode) ?? [];
    units.push(unit);
    byGrid.set(unit.dwelling.gridCode, units);
  }
  const grids = [...byGrid.values()];
  const pickIn = (units: readonly LetUnit[], beds: number): LetUnit | undefined => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const unit = random.pick(units);
      if (unit.freeBeds >= beds) return unit;
    }
    return undefined;
  };
  return {
    find: ({ origin, members }) => {
      const favourite = hashText(origin) + random.between(0, Math.min(gridsPerCounty, gridCount) - 1) * 7;
      const near = grids[favourite % grids.length];
      const found =
        (near !== undefined && random.chance(clustered) ? pickIn(near, members.length) : undefined) ??
        pickIn(stock, members.length) ??
        [...stock].sort((a, b) => b.freeBeds - a.freeBeds)[0];
      if (found === undefined) throw new RangeError('The township has no rental units');
      found.freeBeds -= members.length;
      return found;
    },
    findFormer: (home) => {
      const elsewhere = random.chance(0.6);
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const unit = random.pick(stock);
        if (unit !== home && (!elsewhere || unit.dwelling.regionCode !== home.dwelling.regionCode)) return unit;
      }
      return stock.find((unit) => unit !== home) ?? home;
    },
  };
}
