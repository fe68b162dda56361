import type { Profile } from './profile.js';

export interface VillagePlan {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  /** Small grids west to east and north to south. */
  readonly columns: number;
  readonly rows: number;
}

/** What one township is to hold; townships are generated one by one, independently of each other. */
export interface TownshipPlan {
  /** From 0; numbers keys, document prefixes and credit-code regions apart. */
  readonly ordinal: number;
  /** 9 digits. */
  readonly code: string;
  readonly name: string;
  readonly profile: Profile;
  readonly villages: readonly VillagePlan[];
  /** South-west corner, degrees east and north. */
  readonly corner: readonly [number, number];
  readonly firstPersonNumber: number;
  readonly people: number;
  readonly dwellings: number;
  readonly rentalUnits: number;
  /** Rental units whose landlord signed the township's agreement and registered them with police. */
  readonly contractedUnits: number;
  readonly landlords: number;
  readonly employers: number;
  readonly selfEmployed: number;
  readonly schools: number;
}

/** Not every unit has a landlord of its own. */
export function landlordsOf(rentalUnits: number): number {
  return Math.max(2, Math.round(rentalUnits * 0.85));
}
