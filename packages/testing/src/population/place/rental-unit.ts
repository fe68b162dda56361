import type { CalendarDate } from '@hub/domain';
import type { PersonKey } from '../person/person.js';

/** A dwelling that is let, whole or by rooms (出租房屋). */
export interface RentalUnit {
  /** `u` and seven digits. */
  readonly key: string;
  readonly dwellingKey: string;
  readonly landlordKey: PersonKey;
  readonly rooms: number;
  readonly maxBeds: number;
  /** The landlord signed the agreement (责任书) and registered the unit with police on this day; absent where not. */
  readonly registeredOn?: CalendarDate;
}
