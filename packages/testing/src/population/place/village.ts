import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import type { Grid, Position, Village } from './grid.js';
import { createLattice } from './lattice.js';

export interface Places {
  readonly villages: readonly Village[];
  readonly grids: readonly Grid[];
  /** A point inside a grid. */
  pointIn(gridIndex: number, random: Random): Position;
}

/** Degrees: about 480 m by 550 m at this latitude. */
const cellSize: Position = [0.005, 0.005];
/** Villages stand apart, so that no stray corner reaches into the next. */
const gap = 0.004;

/** Draws the villages of a township beside each other, each divided into its small grids. */
export function createPlaces({ villages: plans, corner }: TownshipPlan, random: Random): Places {
  const villages: Village[] = [];
  const grids: Grid[] = [];
  const points: ((random: Random) => Position)[] = [];
  let west = corner[0];
  for (const { code, name, columns, rows } of plans) {
    const lattice = createLattice({ columns, rows, corner: [west, corner[1]], cell: cellSize }, random);
    west += columns * cellSize[0] + gap;
    villages.push({ code, name, outline: lattice.outline });
    lattice.cells.forEach((polygon, index) => {
      const serial = String(index + 1).padStart(3, '0');
      const special = villages.length === 1 && index === 0;
      grids.push({
        code: `${code}${serial}`,
        name: `${name}第${String(index + 1)}网格`,
        regionCode: code,
        kind: special ? 'SPECIAL' : 'BASIC',
        polygon,
      });
      points.push((source) => lattice.pointIn(index, source));
    });
  }
  return {
    villages,
    grids,
    pointIn: (gridIndex, source) => {
      const point = points[gridIndex];
      if (point === undefined) throw new RangeError('The township has no such grid');
      return point(source);
    },
  };
}
