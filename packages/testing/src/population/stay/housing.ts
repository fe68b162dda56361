import type { Household, Migrant } from '../person/migrant.js';
import type { Profile } from '../plan/profile.js';
import type { Random } from '../random.js';
import type { DwellingRelation } from './stay.js';

/** Employers with at least so many people have dormitories. */
const smallestDormitory = 3;

/** Decides how every household lives, by the shares of people in the profile; renting is what remains. */
export function assignHousing(
  households: readonly Household[],
  people: number,
  { housing }: Profile,
  random: Random,
): void {
  const open = new Set(random.shuffle(households));
  const place = (
    relation: Exclude<DwellingRelation, 'RENT' | 'OTHER'>,
    suits: (household: Household) => boolean,
  ): void => {
    let left = Math.round((people * housing[relation]) / 100);
    for (const household of open) {
      if (left <= 0) return;
      if (!suits(household)) continue;
      household.relation = relation;
      open.delete(household);
      left -= household.members.length;
    }
  };
  place('SITE', (household) => isAlone(household) && headOf(household)?.employer?.sector.lodging !== undefined);
  place('DORM', (household) => {
    const employer = headOf(household)?.employer;
    return employer !== undefined && employer.workers >= smallestDormitory && isChildless(household);
  });
  place('OWN', ({ members }) => members.length > 1);
  place('RELATIVE', () => true);
}

function headOf({ members }: Household): Migrant | undefined {
  return members[0];
}

function isAlone({ members }: Household): boolean {
  return members.length === 1;
}

function isChildless({ members }: Household): boolean {
  return members.every(({ role }) => role !== 'CHILD' && role !== 'PARENT');
}
