import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { TruthLandlord } from '../person/person.js';
import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import { weigh } from '../random.js';
import type { Builder } from './builder.js';
import type { Dwelling } from './dwelling.js';
import type { RentalUnit } from './rental-unit.js';

/** A rental unit with its dwelling and the beds still free, while homes are being found. */
export interface LetUnit {
  readonly unit: RentalUnit;
  readonly dwelling: Dwelling;
  readonly landlord: TruthLandlord;
  freeBeds: number;
}

const bedsPerRoom = 3;
/** Units of the landlord who reports no tenant: several, all registered. */
const unitsOfSilentLandlord = 3;

/** Builds the rental units of a township and gives each to a landlord. */
export function createRentalStock(
  plan: TownshipPlan,
  {
    builder,
    landlords,
    asOf,
  }: { readonly builder: Builder; readonly landlords: readonly TruthLandlord[]; readonly asOf: Day },
  random: Random,
): LetUnit[] {
  const kinds = weigh(plan.profile.rentalKinds, ([, weight]) => weight);
  const silent = landlords.find(({ reportsTenancies }) => !reportsTenancies);
  const [fewest, most] = plan.profile.rooms;
  const first = plan.ordinal * 100_000;
  return Array.from({ length: plan.rentalUnits }, (_, index): LetUnit => {
    const silentUnit = index < unitsOfSilentLandlord;
    const landlord = (silentUnit ? silent : landlords[index]) ?? random.pick(landlords);
    const contracted = index < plan.contractedUnits;
    const dwelling = builder.build(random.draw(kinds)[0], 'RENTAL');
    const rooms = random.between(fewest, most);
    const unit: RentalUnit = {
      key: `u${String(first + index + 1).padStart(7, '0')}`,
      dwellingKey: dwelling.key,
      landlordKey: landlord.key,
      rooms,
      maxBeds: rooms * bedsPerRoom,
      ...(contracted && { registeredOn: toDate(asOf - random.between(400, 4_500)) }),
    };
    return { unit, dwelling, landlord, freeBeds: unit.maxBeds };
  });
}
