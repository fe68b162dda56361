import { describe, expect, it } from 'vitest';
import { Random } from '../random.js';
import type { Position } from './grid.js';
import type { Lattice } from './lattice.js';
import { createLattice } from './lattice.js';
import { areaOf, contains, cornersOf, crossesItself } from './polygon.fixture.js';

const lattices = Array.from({ length: 40 }, (_, seed) =>
  createLattice(
    { columns: 4, rows: 2, corner: [122.1, 30.1], cell: [0.005, 0.005] },
    new Random(`lattice ${String(seed)}`),
  ),
);

/** Points all over a lattice and a little beyond it. */
function pointsAround({ outline }: Lattice, random: Random): readonly Position[] {
  const corners = cornersOf(outline);
  const [west, east] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const [south, north] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  return Array.from({ length: 500 }, () => [
    west - 0.001 + random.next() * (east - west + 0.002),
    south - 0.001 + random.next() * (north - south + 0.002),
  ]);
}

describe('createLattice', () => {
  it('closes every ring, goes round it counter-clockwise and never crosses it', () => {
    for (const { cells, outline } of lattices) {
      for (const polygon of [...cells, outline]) {
        expect(polygon.coordinates[0]?.at(0)).toEqual(polygon.coordinates[0]?.at(-1));
        expect(areaOf(polygon)).toBeGreaterThan(0);
        expect(crossesItself(polygon)).toBe(false);
      }
    }
  });

  it('covers its outline with cells that share no ground', () => {
    for (const lattice of lattices) {
      const { cells, outline } = lattice;
      const together = cells.reduce((sum, cell) => sum + areaOf(cell), 0);
      expect(Math.abs(together - areaOf(outline))).toBeLessThan(areaOf(outline) * 1e-9);
      for (const point of pointsAround(lattice, new Random('points'))) {
        const holding = cells.filter((cell) => contains(cell, point)).length;
        expect(holding).toBe(contains(outline, point) ? 1 : 0);
      }
    }
  });

  it('finds points inside the cell asked for, and in no other', () => {
    const random = new Random('inside');
    for (const { cells, pointIn } of lattices) {
      cells.forEach((_, index) => {
        const point = pointIn(index, random);
        expect(cells.flatMap((cell, other) => (contains(cell, point) ? [other] : []))).toEqual([index]);
      });
    }
  });
});
