import { area } from '@turf/area';
import { featureCollection, polygon } from '@turf/helpers';
import { intersect } from '@turf/intersect';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metre, rectangle } from '../community.fixture.js';
import { toTurf } from './contains.js';
import type { GeoJsonPolygon, Ring } from './geo-json-polygon.js';
import { overlapArea } from './overlap-area.js';

/** A star-shaped ring around a centre: simple, concave as a rule. */
const star = fc
  .record({
    centre: fc.tuple(
      fc.double({ min: 122.09, max: 122.11, noNaN: true }),
      fc.double({ min: 30.09, max: 30.11, noNaN: true }),
    ),
    radii: fc.array(fc.double({ min: 0.002, max: 0.01, noNaN: true }), { minLength: 3, maxLength: 12 }),
    isReversed: fc.boolean(),
    hasHole: fc.boolean(),
  })
  .map(({ centre: [longitude, latitude], radii, isReversed, hasHole }): GeoJsonPolygon => {
    const around = (scale: number): Ring => {
      const corners = radii.map((radius, index) => {
        const angle = (2 * Math.PI * index) / radii.length;
        return [longitude + scale * radius * Math.cos(angle), latitude + scale * radius * Math.sin(angle)] as const;
      });
      return [...corners, ...corners.slice(0, 1)];
    };
    const outer = around(1);
    const rings = hasHole ? [outer, around(0.4)] : [outer];
    return { type: 'Polygon', coordinates: isReversed ? rings.map((ring) => [...ring].reverse()) : rings };
  });

/** The same by clipping on the sphere, with the library that maps are made with. */
function clippedArea(a: GeoJsonPolygon, b: GeoJsonPolygon): number {
  const shared = intersect(featureCollection([polygon(toTurf(a.coordinates)), polygon(toTurf(b.coordinates))]));
  return shared === null ? 0 : area(shared);
}

describe('the area that two polygons share', () => {
  it('is what clipping finds, for concave rings and rings with holes, wound either way', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const clipped = clippedArea(a, b);
        expect(Math.abs(overlapArea(a, b) - clipped)).toBeLessThan(Math.max(1, clipped * 0.001));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same from either side, and of a polygon with itself its area', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const [there, back] = [overlapArea(a, b), overlapArea(b, a)];
        expect(Math.abs(there - back)).toBeLessThan(Math.max(1, there * 0.001));
        const own = area(polygon(toTurf(a.coordinates)));
        expect(Math.abs(overlapArea(a, a) - own)).toBeLessThan(own * 0.001);
      }),
      { numRuns: 100 },
    );
  });

  it('is nothing along a shared border, also where one side has a corner more', () => {
    const west = rectangle(122.1, 30.1);
    const east: GeoJsonPolygon = {
      type: 'Polygon',
      coordinates: [
        [
          [122.11, 30.1],
          [122.12, 30.1],
          [122.12, 30.11],
          [122.11, 30.11],
          [122.11, 30.1037],
          [122.11, 30.1],
        ],
      ],
    };
    expect(overlapArea(west, east)).toBeCloseTo(0, 3);
  });

  it('is nothing inside what is cut out, and the whole of what lies in the other', () => {
    const yard = rectangle(122.104, 30.104, 0.002, 0.002);
    const [ring = []] = yard.coordinates;
    const around: GeoJsonPolygon = { type: 'Polygon', coordinates: [...rectangle(122.1, 30.1).coordinates, ring] };
    expect(overlapArea(around, yard)).toBeCloseTo(0, 3);
    expect(overlapArea(rectangle(122.1, 30.1), yard) / overlapArea(yard, yard)).toBeCloseTo(1, 3);
  });

  it('is counted in square metres', () => {
    const strip = overlapArea(rectangle(122.1, 30.1), rectangle(122.11 - metre, 30.1));
    expect(strip).toBeGreaterThan(1_000);
    expect(strip).toBeLessThan(1_100);
  });
});
