import type { CalendarDate } from '@hub/domain';
import type { Day } from '../days.js';
import type { PersonKey } from '../person/person.js';
import type { Dwelling } from '../place/dwelling.js';
import type { RentalUnit } from '../place/rental-unit.js';

/** How a person lives in a dwelling (居住方式). */
export type DwellingRelation = 'OWN' | 'RENT' | 'DORM' | 'SITE' | 'RELATIVE' | 'OTHER';

/** One person's time in one dwelling; the generator's working state. */
export interface Occupancy {
  readonly dwelling: Dwelling;
  readonly unit: RentalUnit | undefined;
  readonly relation: DwellingRelation;
  readonly from: Day;
  readonly to: Day | undefined;
}

/** Where a person really lives or lived. */
export interface TruthStay {
  readonly personKey: PersonKey;
  readonly dwellingKey: string;
  readonly rentalUnitKey?: string;
  readonly dwellingRelation: DwellingRelation;
  readonly from: CalendarDate;
  /** Day of the move or departure; absent while the person lives there. */
  readonly to?: CalendarDate;
}
