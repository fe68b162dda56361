import type { Sex } from '@hub/domain';
import { addYears } from '@hub/domain';
import type { CalendarDate } from '@hub/domain';
import type { Day } from '../days.js';
import { toDay } from '../days.js';
import type { AgeBand } from '../plan/profile.js';
import { apportion } from '../plan/shares.js';
import type { Random } from '../random.js';

export interface PoolEntry {
  readonly age: number;
  readonly sex: Sex;
  readonly birth: Day;
}

/** People by age and sex, in exactly the shares of the profile, in random order. */
export function createAgePool(
  total: number,
  bands: readonly AgeBand[],
  asOf: CalendarDate,
  random: Random,
): PoolEntry[] {
  const birthdays = new Map<number, Day>();
  const birthdayOf = (age: number): Day => {
    const known = birthdays.get(age) ?? toDay(addYears(asOf, -age));
    birthdays.set(age, known);
    return known;
  };
  const counts = apportion(
    total,
    bands.map(({ share }) => share),
  );
  const pool = bands.flatMap(({ from, to, male }, index): PoolEntry[] => {
    const count = counts[index] ?? 0;
    const [men = 0] = apportion(count, [male, 1 - male]);
    return Array.from({ length: count }, (_, place) => {
      const age = random.between(from, to);
      return { age, sex: place < men ? 'MALE' : 'FEMALE', birth: birthdayOf(age) - random.between(0, 364) };
    });
  });
  return random.shuffle(pool);
}
