import type { Random } from '../random.js';
import type { Polygon, Position } from './grid.js';

/** A made-up village area: a crooked lattice whose cells share their borders point for point. */
export interface Lattice {
  readonly outline: Polygon;
  /** West to east, then north to south. */
  readonly cells: readonly Polygon[];
  /** A point well inside a cell. */
  readonly pointIn: (cell: number, random: Random) => Position;
}

export interface LatticeOptions {
  readonly columns: number;
  readonly rows: number;
  /** South-west corner. */
  readonly corner: Position;
  /** Width and height of a cell in degrees. */
  readonly cell: Position;
}

/** Corners stray by up to a fifth of a cell, so that every cell stays convex, and borders bend in the middle. */
const stray = 0.2;
const bend = 0.06;
/** How far from a cell's border its points keep, as a share of the cell. */
const inset = 0.2;
/** About a tenth of a metre. */
const precision = 1e6;

export function createLattice({ columns, rows, corner, cell }: LatticeOptions, random: Random): Lattice {
  const round = (value: number): number => Math.round(value * precision) / precision;
  const shift = (most: number): number => (random.next() * 2 - 1) * most;
  const move = ([x, y]: Position, most: number): Position => [
    round(x + shift(most) * cell[0]),
    round(y + shift(most) * cell[1]),
  ];
  const middle = (a: Position, b: Position): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

  const corners = grid(rows + 1, columns + 1, (row, column) =>
    move([corner[0] + column * cell[0], corner[1] + (rows - row) * cell[1]], stray),
  );
  const horizontal = grid(rows + 1, columns, (row, column) =>
    move(middle(at(corners, row, column), at(corners, row, column + 1)), bend),
  );
  const vertical = grid(rows, columns + 1, (row, column) =>
    move(middle(at(corners, row, column), at(corners, row + 1, column)), bend),
  );

  const cornersOf = (index: number): { nw: Position; ne: Position; sw: Position; se: Position } => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return {
      nw: at(corners, row, column),
      ne: at(corners, row, column + 1),
      sw: at(corners, row + 1, column),
      se: at(corners, row + 1, column + 1),
    };
  };
  const cells = Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const { nw, ne, sw, se } = cornersOf(index);
    const [north, south] = [at(horizontal, row, column), at(horizontal, row + 1, column)];
    const [west, east] = [at(vertical, row, column), at(vertical, row, column + 1)];
    return toPolygon([nw, west, sw, south, se, east, ne, north]);
  });

  return {
    cells,
    outline: toPolygon([
      ...range(rows).flatMap((row) => [at(corners, row, 0), at(vertical, row, 0)]),
      ...range(columns).flatMap((column) => [at(corners, rows, column), at(horizontal, rows, column)]),
      ...range(rows)
        .reverse()
        .flatMap((row) => [at(corners, row + 1, columns), at(vertical, row, columns)]),
      ...range(columns)
        .reverse()
        .flatMap((column) => [at(corners, 0, column + 1), at(horizontal, 0, column)]),
    ]),
    pointIn: (index, source) => {
      const { nw, ne, sw, se } = cornersOf(index);
      const [u, v] = [inset + source.next() * (1 - 2 * inset), inset + source.next() * (1 - 2 * inset)];
      const along = (axis: 0 | 1): number =>
        round((1 - v) * ((1 - u) * nw[axis] + u * ne[axis]) + v * ((1 - u) * sw[axis] + u * se[axis]));
      return [along(0), along(1)];
    },
  };
}

function toPolygon(ring: readonly Position[]): Polygon {
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function grid(rows: number, columns: number, make: (row: number, column: number) => Position): Position[][] {
  return range(rows).map((row) => range(columns).map((column) => make(row, column)));
}

function at(points: readonly (readonly Position[])[], row: number, column: number): Position {
  const point = points[row]?.[column];
  if (point === undefined) throw new RangeError('The lattice has no such point');
  return point;
}
