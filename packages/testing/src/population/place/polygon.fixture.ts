import type { Polygon, Position } from './grid.js';

/** The ring without its closing point. */
export function cornersOf({ coordinates }: Polygon): readonly Position[] {
  return (coordinates[0] ?? []).slice(0, -1);
}

/** Signed area in square degrees: positive for a counter-clockwise ring (shoelace). */
export function areaOf(polygon: Polygon): number {
  const corners = cornersOf(polygon);
  return corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

/** Whether a ray from the point crosses the ring an odd number of times. */
export function contains(polygon: Polygon, [x, y]: Position): boolean {
  const corners = cornersOf(polygon);
  let inside = false;
  corners.forEach(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  });
  return inside;
}

/** Whether two of the ring's edges cross. */
export function crossesItself(polygon: Polygon): boolean {
  const corners = cornersOf(polygon);
  const edges = corners.map((from, index) => [from, corners[(index + 1) % corners.length] ?? from] as const);
  return edges.some((edge, index) => edges.slice(index + 1).some((other) => cross(edge, other)));
}

type Edge = readonly [Position, Position];

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}
