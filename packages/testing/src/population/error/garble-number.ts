import type { Random } from '../random.js';

/** Mistakes in the text of a citizen number; each gives the number back changed, or undefined where it cannot happen. */
export const garbleNumber = {
  DIGIT_TYPO: (number: string, random: Random): string => {
    const place = random.between(2, 16);
    const digit = (Number(number[place]) + random.between(1, 9)) % 10;
    return number.slice(0, place) + String(digit) + number.slice(place + 1);
  },

  ADJACENT_SWAP: (number: string, random: Random): string | undefined => {
    const place = random.between(2, 15);
    return swap(number, place, place + 1);
  },

  /** Only pairs that leave a date a date: the county against the sequence. */
  DISTANT_SWAP: (number: string, random: Random): string | undefined => {
    const place = random.between(4, 5);
    return swap(number, place, place + 10);
  },

  LEGACY_NUMBER: (number: string): string | undefined =>
    number.slice(6, 8) === '19' ? number.slice(0, 6) + number.slice(8, 17) : undefined,

  UNTIDY_NUMBER: (number: string, random: Random): string => {
    const kind = random.between(0, 9);
    if (kind < 3) return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`;
    if (kind < 5)
      return number.replace(/[0-9X]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    if (kind < 8) return number.endsWith('X') ? number.replace('X', 'x') : ` ${number} `;
    return kind === 8 && number.includes('1') ? number.replace('1', 'l') : number.replace('0', 'O');
  },

  SPREADSHEET_NUMBER: (number: string, random: Random): string => {
    if (random.chance(0.4)) return `${number.slice(0, 15)}000`;
    return `${number.slice(0, 1)}.${number.slice(1, 6)}E+17`;
  },
} as const;

function swap(number: string, one: number, other: number): string | undefined {
  const [a, b] = [number.charAt(one), number.charAt(other)];
  if (a === b) return undefined;
  return number.slice(0, one) + b + number.slice(one + 1, other) + a + number.slice(other + 1);
}
