import type { Random } from '../random.js';
import { AgeShelf } from './age-shelf.js';
import type { Household, HouseholdRole, Migrant } from './migrant.js';

/** Below this age nobody lives without an adult; from 16 on one may work (Decree 364 art. 2). */
const adultAge = 16;
const youngestMother = 18;
const mostChildren = 3;

/**
 * Makes households of people: couples first, then children to mothers of a fitting age, then parents of the heads, then
 * siblings; whoever is left came alone.
 */
export function assembleHouseholds(people: readonly Migrant[], coupled: number, random: Random): Household[] {
  const isDependant = ({ age }: Migrant): boolean =>
    age < adultAge || (age < 20 && random.chance(0.45)) || (age < 25 && random.chance(0.08));
  const children: Migrant[] = [];
  const adults: Migrant[] = [];
  for (const person of people) (isDependant(person) ? children : adults).push(person);

  const singles = new Set(adults);
  const mothers = joinCouples(adults, singles, coupled, random);
  raiseChildren(children, new AgeShelf(mothers), singles, random);
  bringParents([...singles], singles, mothers, random);
  joinSiblings(singles, random);
  return [...new Set(people.map(({ household }) => household))];
}

function settle(person: Migrant, household: Household, role: HouseholdRole): void {
  household.members.push(person);
  person.household = household;
  person.role = role;
}

function joinCouples(adults: readonly Migrant[], singles: Set<Migrant>, coupled: number, random: Random): Migrant[] {
  const men = new AgeShelf(adults.filter(({ sex, age }) => sex === 'MALE' && age >= 20 && age < 70));
  const wives: Migrant[] = [];
  for (const woman of adults) {
    if (woman.sex !== 'FEMALE' || woman.age < 20 || woman.age > 64 || !random.chance(coupled)) continue;
    const man = men.take(woman.age + random.between(-1, 5), 5, 6);
    if (man === undefined) continue;
    settle(woman, man.household, 'SPOUSE');
    [woman.spouse, man.spouse] = [man, woman];
    singles.delete(woman);
    singles.delete(man);
    wives.push(woman);
  }
  return wives;
}

function raiseChildren(children: readonly Migrant[], mothers: AgeShelf, singles: Set<Migrant>, random: Random): void {
  const alone = new AgeShelf([...singles].filter(({ age }) => age >= youngestMother));
  for (const child of children) {
    const fittingAge = child.age + random.between(20, 34);
    const below = fittingAge - child.age - youngestMother;
    const shelf = random.chance(0.06) ? alone : mothers;
    const other = shelf === alone ? mothers : alone;
    const found = shelf.take(fittingAge, below, 25) ?? other.take(fittingAge, below, 60);
    if (found === undefined) throw new RangeError('The population has no adult for one of its children');
    const { household } = found;
    settle(child, household, 'CHILD');
    singles.delete(found);
    if (child.age < youngestMother) child.guardians.push(...household.members.filter(({ role }) => role !== 'CHILD'));
    const raised = household.members.filter(({ role }) => role === 'CHILD').length;
    const home = found.spouse === undefined ? alone : mothers;
    if (raised >= mostChildren) continue;
    if (random.chance(0.3)) home.putFirst(found);
    else home.putLast(found);
  }
}

function bringParents(
  candidates: readonly Migrant[],
  singles: Set<Migrant>,
  mothers: readonly Migrant[],
  random: Random,
): void {
  if (mothers.length === 0) return;
  for (const elder of candidates) {
    if (elder.age < 56 || !random.chance(0.6)) continue;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const { household } = random.pick(mothers);
      const head = household.members[0];
      const taken = household.members.some(({ role, sex }) => role === 'PARENT' && sex === elder.sex);
      if (head === undefined || taken || elder.age - head.age < 20) continue;
      settle(elder, household, 'PARENT');
      singles.delete(elder);
      break;
    }
  }
}

/** Brothers, sisters and cousins of about the same age who share a home. */
function joinSiblings(singles: ReadonlySet<Migrant>, random: Random): void {
  let previous: Migrant | undefined;
  for (const person of singles) {
    if (previous !== undefined && Math.abs(previous.age - person.age) <= 8 && random.chance(0.08)) {
      settle(person, previous.household, 'OTHER');
      previous = undefined;
    } else if (person.household.members.length === 1) {
      previous = person;
    }
  }
}
