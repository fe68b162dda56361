import type { Position } from './grid.js';

/** Kind of dwelling (房屋类型). */
export type DwellingKind = 'HOUSE' | 'FLAT' | 'ROOM' | 'DORM' | 'SITE_HUT' | 'BOAT' | 'SHOP_HOME';

/** What a dwelling is used for; truth only. */
export type DwellingUse = 'RENTAL' | 'DORM' | 'LODGING' | 'HOST' | 'OWN' | 'LOCAL';

/** A dwelling (房屋). */
export interface Dwelling {
  /** `d` and seven digits. */
  readonly key: string;
  /** Village, 12 digits. */
  readonly regionCode: string;
  /** Small grid, 15 digits; its polygon contains `location`. */
  readonly gridCode: string;
  /** Address in words (地址). */
  readonly address: string;
  readonly kind: DwellingKind;
  /** Degrees east and north. */
  readonly location: Position;
}

/** A dwelling with what the clean world knows of it. */
export interface TruthDwelling extends Dwelling {
  readonly use: DwellingUse;
}
