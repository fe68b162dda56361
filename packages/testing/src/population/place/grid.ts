/** Degrees east and north (WGS-84/CGCS2000). */
export type Position = readonly [number, number];

/** GeoJSON polygon (RFC 7946): one closed ring, counter-clockwise. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly Position[])[];
}

/** A village or community (村、社区), which is also the big grid (大网格). */
export interface Village {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  readonly outline: Polygon;
}

/** A small grid (小网格). The small grids of a village are disjoint and cover its outline. */
export interface Grid {
  /** 15 digits: the village's 12 and a serial, west to east, then north to south. */
  readonly code: string;
  readonly name: string;
  /** Village, 12 digits. */
  readonly regionCode: string;
  /** BASIC 基础网格; SPECIAL 专属网格, here the one of the employers' dormitories. */
  readonly kind: 'BASIC' | 'SPECIAL';
  readonly polygon: Polygon;
}
