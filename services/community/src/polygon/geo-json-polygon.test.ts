import { HubError } from '@hub/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rectangle } from '../community.fixture.js';
import { parseGeoJsonPolygon } from './geo-json-polygon.js';

const valid = rectangle(122.1, 30.1);
const read = (value: unknown) => parseGeoJsonPolygon(value, 'polygon');
const refusal = (code: string, details: object) => expect.objectContaining({ code, details }) as unknown;
const ring = (...positions: readonly unknown[]) => ({ type: 'Polygon', coordinates: [positions] });

describe('reading a GeoJSON polygon', () => {
  it('gives an equal object that shares nothing with what was sent', () => {
    const sent = structuredClone(valid);
    const polygon = read(sent);
    expect(polygon).toEqual(valid);
    expect(polygon).not.toBe(sent);
    expect(polygon.coordinates[0]?.[0]).not.toBe(sent.coordinates[0]?.[0]);
  });

  it.each([
    ['nothing', null, 'polygon'],
    ['text', '{"type":"Polygon"}', 'polygon'],
    ['a list', [valid], 'polygon'],
    ['another geometry', { type: 'Point', coordinates: [122.1, 30.1] }, 'polygon.type'],
    ['several polygons', { type: 'MultiPolygon', coordinates: [valid.coordinates] }, 'polygon.type'],
    ['a feature', { type: 'Feature', geometry: valid, properties: {} }, 'polygon.type'],
    ['another reference system', { ...valid, crs: { type: 'name' } }, 'polygon'],
    ['a member that changes objects', JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(valid).slice(1)}`), 'polygon'],
    ['no rings', { type: 'Polygon', coordinates: [] }, 'polygon.coordinates'],
    ['no coordinates', { type: 'Polygon' }, 'polygon.coordinates'],
    ['a line', ring([1, 1], [2, 2], [1, 1]), 'polygon.coordinates.0'],
    ['an altitude', ring([1, 1, 5], [2, 1], [2, 2], [1, 1]), 'polygon.coordinates.0.0'],
    ['half a position', ring([1, 1], [2], [2, 2], [1, 1]), 'polygon.coordinates.0.1'],
    ['text for numbers', ring([1, 1], ['2', 1], [2, 2], [1, 1]), 'polygon.coordinates.0.1'],
  ])('refuses %s', (_what, value, field) => {
    expect(() => read(value)).toThrow(refusal('BAD_USER_INPUT', { field, reason: 'BAD_POLYGON' }));
  });

  it('refuses a ring that does not end where it began', () => {
    const details = { field: 'polygon.coordinates.0', reason: 'RING_NOT_CLOSED' };
    expect(() => read(ring([1, 1], [2, 1], [2, 2], [1, 2]))).toThrow(refusal('BAD_USER_INPUT', details));
  });

  it.each([
    [30, 122],
    [181, 30],
    [NaN, 30],
    [122, -Infinity],
  ])('refuses %d east, %d north, which is no place on earth', (longitude, latitude) => {
    const details = { field: 'polygon.coordinates.0.1', reason: 'BAD_LOCATION' };
    const value = ring([1, 1], [longitude, latitude], [2, 2], [1, 1]);
    expect(() => read(value)).toThrow(refusal('BAD_USER_INPUT', details));
  });

  it('takes 2,000 positions and refuses 2,001, in one ring or in many', () => {
    const around = (count: number) => [...Array.from({ length: count - 1 }, (_, i) => [i / 1_000, 1]), [0, 1]];
    expect(read({ type: 'Polygon', coordinates: [around(2_000)] }).coordinates[0]).toHaveLength(2_000);
    expect(read({ type: 'Polygon', coordinates: [around(1_996), around(4)] }).coordinates).toHaveLength(2);
    for (const coordinates of [[around(2_001)], [around(1_997), around(4)], Array(2_001).fill([])]) {
      expect(() => read({ type: 'Polygon', coordinates })).toThrow(refusal('LIMIT_EXCEEDED', { field: 'polygon' }));
    }
  });

  it('answers anything at all with a polygon or a refusal of ours', () => {
    const coordinates = fc.anything({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ type: fc.constant('Polygon'), coordinates })), (value) => {
        try {
          expect(Object.keys(read(value))).toEqual(['type', 'coordinates']);
        } catch (error) {
          expect(error).toBeInstanceOf(HubError);
        }
      }),
    );
  });
});
