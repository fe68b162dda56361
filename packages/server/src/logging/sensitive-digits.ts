export interface SensitiveRange {
  readonly start: number;
  readonly end: number;
  readonly label: 'id-number' | 'phone' | 'bank-card';
}

interface Group {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A bank card has at most 19 digits, so no number of interest spans more groups than that. */
const longestNumber = 19;

/**
 * Finds numbers of persons in a run of digits that may be cut into groups (`138 0013 8000`). A number begins and ends
 * where a group does: digits inside a longer unbroken run (an epoch in microseconds, a snowflake id) are left alone.
 */
export function findSensitiveRanges(run: string): SensitiveRange[] {
  const groups: Group[] = [...run.matchAll(/[0-9０-９]+[XxＸｘ]?|[XxＸｘ]/gu)].map((match) => ({
    text: match[0].normalize('NFKC'),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const ranges: SensitiveRange[] = [];
  let first = 0;
  while (first < groups.length) {
    const found = findFrom(groups, first);
    if (found === undefined) {
      first += 1;
    } else {
      ranges.push(found.range);
      first = found.next;
    }
  }
  return ranges;
}

/** The longest number that begins with this group. */
function findFrom(groups: readonly Group[], first: number): { range: SensitiveRange; next: number } | undefined {
  const start = groups[first]?.start ?? 0;
  let digits = '';
  let best: { range: SensitiveRange; next: number } | undefined;
  for (let last = first; last < groups.length && digits.length <= longestNumber; last += 1) {
    const group = groups[last];
    if (group === undefined) break;
    digits += group.text;
    const label = labelOf(digits);
    if (label !== undefined) best = { range: { start, end: group.end, label }, next: last + 1 };
    // An 'x' after the number may belong to the next word rather than be its check character
    const withoutX = /X$/i.test(digits) ? labelOf(digits.slice(0, -1)) : undefined;
    if (label === undefined && withoutX !== undefined) {
      best = { range: { start, end: group.end - 1, label: withoutX }, next: last + 1 };
    }
  }
  return best;
}

const provinces = '1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[19]';
const monthAndDay = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';

/**
 * 18 characters with a plausible birth date. The check character is not asked for: a number with a slip in it still
 * tells who is meant, and the date alone keeps chance at less than one in a thousand.
 */
const idNumber = new RegExp(`^[1-9]\\d{5}(?:18|19|20)\\d{2}${monthAndDay}\\d{3}[\\dX]$`, 'i');
/**
 * Cards issued before 1999: two-digit year, no check character. Province and a birth from 1920 on keep chance low; grid
 * codes have 15 digits too, and those of streets and towns have 00 to 19 where the year would be.
 */
const oldIdNumber = new RegExp(`^(?:${provinces})\\d{4}[2-9]\\d${monthAndDay}\\d{3}$`);
/** Mainland mobile numbers, with or without the country code, and the made-up ones of the demo township. */
const phone = /^(?:(?:00)?86)?(?:1[3-9]\d{9}|1000000\d{4})$/;
/** First digits that card schemes use; 1 and 2 are left out, because epochs in micro- and nanoseconds begin so. */
const bankCard = /^[3-69]\d{15,18}$/;

/** What a number of half-width digits is, taken as a whole. */
export function labelOf(digits: string): SensitiveRange['label'] | undefined {
  if (idNumber.test(digits) || oldIdNumber.test(digits)) return 'id-number';
  if (phone.test(digits)) return 'phone';
  if (bankCard.test(digits) && passesLuhn(digits)) return 'bank-card';
  return undefined;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
