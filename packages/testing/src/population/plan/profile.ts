import type { DwellingRelation } from '../stay/stay.js';

export interface AgeBand {
  /** Completed years, both ends included. */
  readonly from: number;
  readonly to: number;
  /** Per cent of all people. */
  readonly share: number;
  /** Share of men and boys, 0 to 1. */
  readonly male: number;
}

export interface Origin {
  /** Two digits of GB/T 2260. */
  readonly provinceCode: string;
  readonly share: number;
}

/** Branch of the economy (行业). */
export interface Sector {
  readonly name: string;
  /** Per cent of all workers. */
  readonly share: number;
  /** Section of GB/T 4754-2017. */
  readonly industry: string;
  /** Large group of GB/T 6565-2015 most of its workers belong to. */
  readonly occupation: string;
  /** Per cent of the township's employers. */
  readonly employerShare: number;
  /** Per cent of the township's self-employed. */
  readonly selfEmployedShare: number;
  /** Where some of its workers live, beside dormitories. */
  readonly lodging?: 'SITE_HUT' | 'BOAT';
  /** Endings of enterprise names. */
  readonly companySuffixes: readonly string[];
  readonly shopSuffixes: readonly string[];
}

/** What kind of place is generated: its people, housing and work. */
export interface Profile {
  readonly name: string;
  readonly ages: readonly AgeBand[];
  readonly origins: readonly Origin[];
  readonly sectors: readonly Sector[];
  /** Per cent of all people by how they live in their dwelling. */
  readonly housing: Readonly<Record<Exclude<DwellingRelation, 'OTHER'>, number>>;
  /** Share of women of 20 to 64 who live with a husband here, 0 to 1. */
  readonly coupled: number;
  /** Rooms of a rental unit. */
  readonly rooms: readonly [number, number];
  readonly bedsPerDormitory: number;
  /** Share of the people in the set who have left again by `asOf`, within half a year, 0 to 1. */
  readonly departed: number;
  /** Kinds of rental dwellings by weight. */
  readonly rentalKinds: readonly (readonly ['HOUSE' | 'FLAT' | 'ROOM' | 'SHOP_HOME', number])[];
}
