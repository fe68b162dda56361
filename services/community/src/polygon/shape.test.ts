import { describe, expect, it } from 'vitest';
import { rectangle } from '../community.fixture.js';
import type { GeoJsonPolygon, Position, Ring } from './geo-json-polygon.js';
import { refuseBadShape } from './shape.js';

const outer = rectangle(122.1, 30.1).coordinates;
const hole = (west: number, south: number, size = 0.001): Ring =>
  rectangle(west, south, size, size).coordinates[0] ?? [];
const check = (...coordinates: readonly Ring[]) => refuseBadShape({ type: 'Polygon', coordinates }, 'polygon');
const refusal = (reason: string, field = 'polygon') =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field, reason } }) as unknown;
const corners = (...positions: readonly Position[]): Ring => positions;

describe('the shape of a polygon', () => {
  it.each<[string, GeoJsonPolygon]>([
    ['a rectangle', rectangle(122.1, 30.1)],
    ['one wound clockwise', { type: 'Polygon', coordinates: outer.map((ring) => [...ring].reverse()) }],
    ['one with a yard cut out', { type: 'Polygon', coordinates: [...outer, hole(122.105, 30.105)] }],
    ['one with two yards', { type: 'Polygon', coordinates: [...outer, hole(122.102, 30.102), hole(122.105, 30.105)] }],
  ])('may be %s', (_what, polygon) => {
    expect(() => refuseBadShape(polygon, 'polygon')).not.toThrow();
  });

  it('is not a bow tie', () => {
    const bowTie = corners([122.1, 30.1], [122.11, 30.11], [122.11, 30.1], [122.1, 30.11], [122.1, 30.1]);
    expect(() => check(bowTie)).toThrow(refusal('SELF_INTERSECTS'));
  });

  it('does not touch itself in a corner', () => {
    const hourglass = corners(
      [122.1, 30.1],
      [122.12, 30.1],
      [122.11, 30.11],
      [122.12, 30.12],
      [122.1, 30.12],
      [122.11, 30.11],
      [122.1, 30.1],
    );
    expect(() => check(hourglass)).toThrow(refusal('SELF_INTERSECTS'));
  });

  it('has no inner ring that crosses the outer one', () => {
    expect(() => check(...outer, hole(122.1095, 30.105))).toThrow(refusal('SELF_INTERSECTS'));
  });

  it('has inner rings inside the outer one and apart from each other', () => {
    const stray = refusal('HOLE_OUTSIDE', 'polygon.coordinates.1');
    expect(() => check(...outer, hole(122.2, 30.2))).toThrow(stray);
    expect(() => check(...outer, hole(122.106, 30.106), hole(122.105, 30.105, 0.004))).toThrow(stray);
  });

  it('encloses ground', () => {
    const line = corners([122.1, 30.1], [122.11, 30.11], [122.12, 30.12], [122.1, 30.1]);
    expect(() => check(line)).toThrow(refusal('NO_AREA'));
    expect(() => check(...rectangle(122.1, 30.1, 0.000_001, 0.000_001).coordinates)).toThrow(refusal('NO_AREA'));
  });

  it('is no larger than a grid can be', () => {
    expect(() => check(...rectangle(122, 30, 2, 2).coordinates)).not.toThrow();
    expect(() => check(...rectangle(122, 30, 2.1, 0.1).coordinates)).toThrow(refusal('TOO_LARGE'));
  });
});
