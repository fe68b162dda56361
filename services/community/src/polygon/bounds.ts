import type { GeoJsonPolygon, Position } from './geo-json-polygon.js';

/** Smallest rectangle of degrees around a polygon. */
export interface Bounds {
  readonly minLongitude: number;
  readonly maxLongitude: number;
  readonly minLatitude: number;
  readonly maxLatitude: number;
}

export function boundsOf({ coordinates }: GeoJsonPolygon): Bounds {
  const outer: readonly Position[] = coordinates[0] ?? [];
  const longitudes = outer.map(([longitude]) => longitude);
  const latitudes = outer.map(([, latitude]) => latitude);
  return {
    minLongitude: Math.min(...longitudes),
    maxLongitude: Math.max(...longitudes),
    minLatitude: Math.min(...latitudes),
    maxLatitude: Math.max(...latitudes),
  };
}
