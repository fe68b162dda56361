import type { Sex } from '@hub/domain';
import type { Random } from '../random.js';
import { weigh } from '../random.js';
import type { Household } from './migrant.js';
import { femaleGivenNames, maleGivenNames, rareCharacters, separatedNames, surnames } from './name-lists.js';
import { hasSeparatedNames } from './origin-counties.js';

/** Share of people with a character in the name that many systems cannot write. */
export const rareShare = 0.006;
/** Share of households from counties with separated names that have one. */
const separatedShare = 0.85;

const weightedSurnames = weigh(surnames, ([, weight]) => weight);
const characters: Readonly<Record<Sex, readonly string[]>> = {
  MALE: maleGivenNames.flatMap((group) => [...group]),
  FEMALE: femaleGivenNames.flatMap((group) => [...group]),
};

/** Surname and a given name of one or, four times out of five, two characters. */
export function createName(sex: Sex, random: Random, surname = random.draw(weightedSurnames)[0]): string {
  const count = random.chance(0.8) ? 2 : 1;
  const given = Array.from({ length: count }, () => random.pick(characters[sex]));
  if (random.chance(rareShare)) given[count - 1] = random.pick(rareCharacters)[0];
  return surname + given.join('');
}

/** Names everybody in a household: children bear a parent's surname, a parent who moved in that of the head. */
export function nameHousehold({ members, origin }: Household, random: Random): void {
  const separated = hasSeparatedNames(origin) ? separatedNames[origin.slice(0, 2)] : undefined;
  if (separated !== undefined && random.chance(separatedShare)) {
    for (const member of members) member.name = `${random.pick(separated[member.sex])}·${random.pick(separated.after)}`;
    return;
  }
  const surname = random.draw(weightedSurnames)[0];
  for (const member of members) {
    const shared = member.role !== 'SPOUSE' && !(member.role === 'PARENT' && member.sex === 'FEMALE');
    member.name = shared ? createName(member.sex, random, surname) : createName(member.sex, random);
  }
}
