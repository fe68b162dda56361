import { badInput, HubError } from '@hub/domain';

/** Degrees east and north, WGS-84 / CGCS2000. */
export type Position = readonly [longitude: number, latitude: number];

/** The first position stands again at the end. */
export type Ring = readonly Position[];

/** Polygon geometry of RFC 7946 §3.1.6: the outer ring, then rings that are cut out of it. */
export interface GeoJsonPolygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly Ring[];
}

/** Far more than the corners of a few streets need, and few enough to compare two polygons in some milliseconds. */
const maxPositions = 2_000;
const minRingLength = 4;

/**
 * Reads a polygon as a program sent it into a new object that holds nothing else. Whether its rings enclose anything is
 * another question: `refuseBadShape`.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_POLYGON`, `BAD_LOCATION` or `RING_NOT_CLOSED`
 * @throws HubError LIMIT_EXCEEDED beyond 2,000 positions
 */
export function parseGeoJsonPolygon(value: unknown, field: string): GeoJsonPolygon {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badInput(field, `${field} must be a GeoJSON object with type and coordinates`, 'BAD_POLYGON');
  }
  const { type, coordinates, ...others } = value as Record<string, unknown>;
  if (type !== 'Polygon') throw badInput(`${field}.type`, `${field}.type must be Polygon`, 'BAD_POLYGON');
  if (Object.keys(others).length > 0) {
    throw badInput(field, `${field} must have type and coordinates only; leave other members out`, 'BAD_POLYGON');
  }
  const rings = parseList(coordinates, 1, `${field}.coordinates`);
  refuseTooMany(rings, field);
  return { type, coordinates: rings.map((ring, i) => parseRing(ring, `${field}.coordinates.${String(i)}`)) };
}

function refuseTooMany(rings: readonly unknown[], field: string): void {
  const positions = rings.reduce<number>((sum, ring) => sum + (Array.isArray(ring) ? ring.length : 0), 0);
  if (rings.length <= maxPositions && positions <= maxPositions) return;
  const message = `${field} must have at most ${String(maxPositions)} positions; simplify it`;
  throw new HubError('LIMIT_EXCEEDED', message, { field });
}

function parseRing(value: unknown, field: string): Ring {
  const ring = parseList(value, minRingLength, field).map((each, i) => parsePosition(each, `${field}.${String(i)}`));
  if (isSamePosition(ring[0], ring.at(-1))) return ring;
  throw badInput(field, `${field} must end with its first position`, 'RING_NOT_CLOSED');
}

function parsePosition(value: unknown, field: string): Position {
  const [longitude, latitude, ...others] = parseList(value, 2, field);
  if (typeof longitude !== 'number' || typeof latitude !== 'number' || others.length > 0) {
    throw badInput(field, `${field} must be [longitude, latitude], without altitude`, 'BAD_POLYGON');
  }
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return [longitude, latitude];
  throw badInput(field, `${field} must be a longitude of -180 to 180 and a latitude of -90 to 90`, 'BAD_LOCATION');
}

function parseList(value: unknown, least: number, field: string): readonly unknown[] {
  if (Array.isArray(value) && value.length >= least) return value;
  throw badInput(field, `${field} must be a list of at least ${String(least)}`, 'BAD_POLYGON');
}

export function isSamePosition(a: Position | undefined, b: Position | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}
