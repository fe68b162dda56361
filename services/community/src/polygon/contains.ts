import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { GeoJsonPolygon, Position, Ring } from './geo-json-polygon.js';

/** Whether a position lies inside or on the border; what is cut out is outside. */
export function contains({ coordinates }: GeoJsonPolygon, [longitude, latitude]: Position): boolean {
  return booleanPointInPolygon([longitude, latitude], { type: 'Polygon', coordinates: toTurf(coordinates) });
}

/** Turf's types ask for lists that may be changed. */
export function toTurf(rings: readonly Ring[]): number[][][] {
  return rings.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude]));
}
