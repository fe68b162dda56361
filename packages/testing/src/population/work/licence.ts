import type { CalendarDate } from '@hub/domain';
import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { PersonKey } from '../person/person.js';
import type { Sector } from '../plan/profile.js';
import { apportion } from '../plan/shares.js';
import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import { createCreditCode } from './credit-code.js';
import { createBrands } from './enterprise-name.js';

/** A licence of a self-employed person (个体工商户营业执照) while the township is being generated. */
export interface Licence {
  readonly operator: Migrant;
  readonly code: string;
  readonly name: string;
  readonly sector: Sector;
  readonly regionCode: string;
  readonly established: Day;
  readonly closed: Day | undefined;
}

/** A self-employed person's business (个体工商户) in truth. */
export interface TruthLicence {
  readonly operatorKey: PersonKey;
  readonly code: string;
  readonly name: string;
  readonly industry: string;
  readonly regionCode: string;
  readonly establishedOn: CalendarDate;
  readonly closedOn?: CalendarDate;
}

/** Seven of ten self-employed people have a licence; the others are in no register. */
const licensedShare = 0.7;
const closedShare = 0.06;
/** Credit-code numbers of the self-employed start here; employers have the lower ones. */
const firstNumber = 100_001;

/** Chooses the self-employed among grown-ups who have been here for a while, and licenses most of them. */
export function createLicences(plan: TownshipPlan, people: readonly Migrant[], asOf: Day, random: Random): Licence[] {
  const candidates = people.filter(
    (person) =>
      person.age >= 20 && person.age <= 60 && person.role !== 'CHILD' && lastDayOf(person, asOf) - person.arrived > 60,
  );
  const chosen = random.shuffle(candidates).slice(0, Math.round(plan.selfEmployed / licensedShare));
  for (const person of chosen) person.selfEmployed = true;
  const brands = createBrands(plan.name, random);
  const { sectors } = plan.profile;
  const counts = apportion(
    plan.selfEmployed,
    sectors.map(({ selfEmployedShare }) => selfEmployedShare),
  );
  const branches = sectors.flatMap((sector, index) => Array.from({ length: counts[index] ?? 0 }, () => sector));
  return chosen.slice(0, plan.selfEmployed).flatMap((operator, index): Licence[] => {
    const sector = branches[index];
    if (sector === undefined) return [];
    const last = lastDayOf(operator, asOf);
    const eighteenth = operator.birth + 18 * 366;
    const established = random.between(Math.max(operator.arrived, eighteenth) + 5, last - 40);
    const closes = operator.household.left === undefined ? random.chance(closedShare) : random.chance(0.7);
    return [
      {
        operator,
        code: createCreditCode('92', plan.ordinal, firstNumber + index),
        name: brands.next(random.pick(sector.shopSuffixes)),
        sector,
        regionCode: random.pick(plan.villages).code,
        established,
        closed: closes ? random.between(established + 20, last) : undefined,
      },
    ];
  });
}

export function toTruthLicence({
  operator,
  sector,
  established,
  closed,
  code,
  name,
  regionCode,
}: Licence): TruthLicence {
  return {
    operatorKey: operator.key,
    code,
    name,
    industry: sector.industry,
    regionCode,
    establishedOn: toDate(established),
    ...(closed !== undefined && { closedOn: toDate(closed) }),
  };
}
