import { badInput } from '@hub/domain';
import { kinks } from '@turf/kinks';
import { boundsOf } from './bounds.js';
import { contains, toTurf } from './contains.js';
import type { GeoJsonPolygon } from './geo-json-polygon.js';
import { overlapArea } from './overlap-area.js';

const minAreaInSquareMetres = 1;

/** About 200 km: no grid is wider, and a search for a place need not look at polygons that begin further away. */
export const maxExtentInDegrees = 2;

/**
 * What a polygon must be to hold a place on one side only.
 *
 * @throws HubError BAD_USER_INPUT, reason `TOO_LARGE`, `SELF_INTERSECTS`, `HOLE_OUTSIDE` or `NO_AREA`
 */
export function refuseBadShape(polygon: GeoJsonPolygon, field: string): void {
  const { minLongitude, maxLongitude, minLatitude, maxLatitude } = boundsOf(polygon);
  if (Math.max(maxLongitude - minLongitude, maxLatitude - minLatitude) > maxExtentInDegrees) {
    const message = `${field} must not stretch over more than ${String(maxExtentInDegrees)} degrees; check the order of longitude and latitude`;
    throw badInput(field, message, 'TOO_LARGE');
  }
  if (kinks({ type: 'Polygon', coordinates: toTurf(polygon.coordinates) }).features.length > 0) {
    throw badInput(
      field,
      `${field} has rings that cross, touch or repeat a position; draw them apart`,
      'SELF_INTERSECTS',
    );
  }
  refuseStrayHoles(polygon, field);
  if (overlapArea(polygon, polygon) < minAreaInSquareMetres) {
    throw badInput(field, `${field} encloses no area; give at least three corners that are not in line`, 'NO_AREA');
  }
}

/** Rings do not cross here, so one position tells for the whole ring. */
function refuseStrayHoles({ coordinates: [outer = [], ...holes] }: GeoJsonPolygon, field: string): void {
  for (const [index, hole] of holes.entries()) {
    const others = holes.filter((other) => other !== hole);
    const ground: GeoJsonPolygon = { type: 'Polygon', coordinates: [outer, ...others] };
    if (hole[0] === undefined || !contains(ground, hole[0])) {
      const path = `${field}.coordinates.${String(index + 1)}`;
      throw badInput(path, `${path} must lie inside the outer ring and outside the other inner rings`, 'HOLE_OUTSIDE');
    }
  }
}
