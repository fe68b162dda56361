import { homophones, rareCharacters, surnames } from '../person/name-lists.js';
import type { Random } from '../random.js';

const surnameHomophones = new Map(
  surnames.flatMap(([name, , other]) => (other === undefined ? [] : [[name, other] as const])),
);
const pinyin = new Map(rareCharacters);
const separator = '·';

/** Mistakes in a name; each gives the name back changed, or undefined where it cannot happen. */
export const garbleName = {
  HOMOPHONE: (name: string, random: Random): string | undefined => {
    const characters = [...name];
    const surname = surnameHomophones.get(characters[0] ?? '');
    if (surname !== undefined && random.chance(0.3)) return surname + characters.slice(1).join('');
    const place = characters.findIndex((character, index) => index > 0 && homophones.has(character));
    const others = homophones.get(characters[place] ?? '');
    if (others === undefined || others.length === 0) return undefined;
    return characters.map((character, index) => (index === place ? random.pick(others) : character)).join('');
  },

  RARE_CHARACTER: (name: string, random: Random): string | undefined => {
    const found = [...name].find((character) => pinyin.has(character));
    if (found === undefined) return undefined;
    return name.replace(found, random.pick([pinyin.get(found) ?? '?', '□', '?']));
  },

  SEPARATOR: (name: string, random: Random): string | undefined => {
    if (!name.includes(separator)) return undefined;
    if (random.chance(0.2)) return name.slice(0, name.indexOf(separator));
    return name.replace(separator, random.pick(['•', '・', '．', '.', '']));
  },
} as const;

export function hasRareCharacter(name: string): boolean {
  return [...name].some((character) => pinyin.has(character));
}

export function hasSeparator(name: string): boolean {
  return name.includes(separator);
}
