import { badInput } from './errors.js';

const longestName = 50;
/** Longer than any spelling of 50 characters: not worth normalising, nor comparing. */
const longestInput = 200;
/** A similarity from which two names count as the same person's under one document number. */
const sameName = 0.85;

/** What keyboards and systems make of the separator in names such as 阿依古丽·买买提; NFKC has turned ． ﹒ ･ into . and ・. */
const separators = / ?[.\u00B7\u2022\u2027\u2219\u22C5\u30FB](?: ?[.\u00B7\u2022\u2027\u2219\u22C5\u30FB])* ?/gu;
const zeroWidth = /[\u200B-\u200D\u2060\uFEFF]/gu;
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const spaceBesideHan = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu;
const edgeSeparators = /^·+|·+$/g;
const ignoredInComparison = /[\s.\u00B7\u2022\u2027\u2219\u22C5\u30FB'’-]/gu;

/**
 * A name in its one stored form: NFKC, one separator U+00B7, single spaces between Latin words and none beside Chinese
 * characters. Rare characters, those of the private use area included, are kept.
 * @throws HubError BAD_USER_INPUT, reason `EMPTY`, `BAD_CHARACTER` or `BAD_LENGTH` (over 50 characters)
 */
export function normaliseName(input: string, field = 'name'): string {
  if (input.length > longestInput) throw tooLong(field);
  const text = input.replace(zeroWidth, '').normalize('NFKC').trim();
  // One character may unfold into eighteen (U+FDFA)
  if (text.length > longestInput) throw tooLong(field);
  if (unprintable.test(text)) {
    throw badInput(
      field,
      `${field} must not contain control characters; type it instead of pasting it`,
      'BAD_CHARACTER',
    );
  }
  const name = text
    .replace(/\s+/gu, ' ')
    .replace(separators, '·')
    .replace(spaceBesideHan, '')
    .replace(edgeSeparators, '');
  if (name === '') throw badInput(field, `${field} must not be empty`, 'EMPTY');
  if ([...name].length > longestName) throw tooLong(field);
  return name;
}

function tooLong(field: string): Error {
  return badInput(field, `${field} must have at most ${longestName} characters`, 'BAD_LENGTH');
}

function comparable(name: string): readonly string[] {
  // What no register would store is compared no further: two texts cost the product of their lengths
  const text = name.slice(0, longestInput).replace(zeroWidth, '').normalize('NFKC').slice(0, longestInput);
  return [...text.replace(ignoredInComparison, '').toLowerCase()];
}

/** Characters to insert, delete or replace to make one of the other (Levenshtein), in one row of memory. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, index) => index + 1);
  a.forEach((character, done) => {
    const next: number[] = [];
    b.forEach((other, index) => {
      const diagonal = index === 0 ? done : (row[index - 1] ?? 0);
      const left = index === 0 ? done + 1 : (next[index - 1] ?? 0);
      next.push(Math.min(diagonal + (character === other ? 0 : 1), left + 1, (row[index] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? a.length;
}

/**
 * How alike two names are, 0 to 1: one less the share of characters that differ. Separators, spaces and case do not
 * count, so that a name with a separator matches itself in any spelling. An empty name is like none.
 */
export function nameSimilarity(a: string, b: string): number {
  const [first, second] = [comparable(a), comparable(b)];
  if (first.length === 0 || second.length === 0) return 0;
  return 1 - editDistance(first, second) / Math.max(first.length, second.length);
}

/**
 * True where two names are the same person's under one document number: similarity of at least 0.85. A name of up to
 * six characters has to agree in all of them; a homophone (云, 芸) is for a person to judge.
 */
export function matchesName(a: string, b: string): boolean {
  return nameSimilarity(a, b) >= sameName;
}
