import type { Migrant } from '../person/migrant.js';
import type { PersonKey } from '../person/person.js';
import type { Random } from '../random.js';
import { weigh } from '../random.js';

/** Where a child stands in the immunisation schedule (免疫规划). */
export type VaccinationStatus = 'UP_TO_DATE' | 'DUE' | 'OVERDUE';

/** The true state of a child under seven. */
export interface TruthVaccination {
  readonly personKey: PersonKey;
  readonly status: VaccinationStatus;
}

/** Kindergartens and schools check the schedule before seven. */
export const oldestChecked = 6;

const statuses = weigh<readonly [VaccinationStatus, number]>(
  [
    ['UP_TO_DATE', 84],
    ['DUE', 10],
    ['OVERDUE', 6],
  ],
  ([, weight]) => weight,
);

export function drawVaccinations(people: readonly Migrant[], random: Random): TruthVaccination[] {
  return people
    .filter(({ age }) => age <= oldestChecked)
    .map(({ key }) => ({ personKey: key, status: random.draw(statuses)[0] }));
}
