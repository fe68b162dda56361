import type { Day } from '../days.js';
import type { Household, Migrant } from '../person/migrant.js';
import type { Random } from '../random.js';
import { weigh } from '../random.js';

/** How long households have been here, in days, by weight: every month 6 to 9 % arrive. */
const tenures = weigh(
  [
    { from: 2, to: 30, weight: 6 },
    { from: 31, to: 91, weight: 9 },
    { from: 92, to: 182, weight: 11 },
    { from: 183, to: 365, weight: 18 },
    { from: 366, to: 730, weight: 20 },
    { from: 731, to: 1_460, weight: 20 },
    { from: 1_461, to: 3_650, weight: 16 },
  ],
  ({ weight }) => weight,
);
/** Departures of the last half year are in the population. */
const departedWithin = 180;

/** When every household came, who came later, and which households have left again. */
export function scheduleArrivals(
  households: readonly Household[],
  { departed, asOf }: { readonly departed: number; readonly asOf: Day },
  random: Random,
): void {
  for (const household of households) {
    if (random.chance(departed)) household.left = asOf - random.between(3, departedWithin);
    const last = household.left ?? asOf;
    const { from, to } = random.draw(tenures);
    const oldest = Math.min(...household.members.filter(({ role }) => role === 'HEAD').map(({ birth }) => birth));
    const grownUp = oldest + 16 * 366;
    household.arrived = Math.min(last - 2, Math.max(last - random.between(from, to), grownUp));
    for (const member of household.members) member.arrived = arrivalOf(member, household.arrived, last, random);
    // Nobody who was born after the household left, or the day before, came with it.
    if (household.left !== undefined && household.members.some(({ birth }) => birth >= last - 2)) {
      household.left = undefined;
    }
  }
}

/** Wives, children and parents often follow within a year or two. */
function arrivalOf({ role, birth }: Migrant, household: Day, last: Day, random: Random): Day {
  const follows = role !== 'HEAD' && role !== 'OTHER' && random.chance(role === 'SPOUSE' ? 0.3 : 0.4);
  const day = follows ? random.between(household, Math.min(last - 2, household + 500)) : household;
  return Math.max(day, birth);
}
