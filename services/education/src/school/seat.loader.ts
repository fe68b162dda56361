import DataLoader from 'dataloader';
import type { EnrolmentRepository } from '../enrolment/enrolment.repository.js';
import type { SchoolYear } from '../enrolment/school-year.js';

export interface SeatKey {
  readonly schoolCode: string;
  readonly schoolYear: SchoolYear;
}

/** Seats that enrolled children hold, by grade. */
export type TakenSeats = ReadonlyMap<number, number>;

/** Counts the seats of many schools and school years in one query. */
export function createSeatLoader(enrolments: EnrolmentRepository): DataLoader<SeatKey, TakenSeats, string> {
  return new DataLoader(
    async (keys) => {
      const taken = new Map(keys.map((key) => [nameOf(key), new Map<number, number>()]));
      for (const { grade, count, ...key } of await enrolments.countTaken(keys)) {
        taken.get(nameOf(key))?.set(grade, count);
      }
      return keys.map((key) => taken.get(nameOf(key)) ?? new Map<number, number>());
    },
    { cacheKeyFn: nameOf },
  );
}

function nameOf({ schoolCode, schoolYear }: SeatKey): string {
  return `${schoolYear} ${schoolCode}`;
}
