import type { GeoJsonPolygon, Position, Ring } from './geo-json-polygon.js';

/** An edge in metres, left to right; the ground below it counts for (1) or against (-1) its polygon. */
interface Edge {
  readonly left: number;
  readonly right: number;
  readonly leftHeight: number;
  readonly rightHeight: number;
  readonly sign: 1 | -1;
}

type Projection = (position: Position) => Position;

/** Mean radius of the earth, IUGG. */
const metresPerDegree = (6_371_008.8 * Math.PI) / 180;

/**
 * Area in square metres that two polygons share; of a polygon with itself, its area. A polygon is the ground below its upper
 * edges without the ground below its lower ones, so the shared area is a sum over pairs of edges. That never fails on
 * shared borders and takes milliseconds where clipping the polygons against each other takes a second.
 */
export function overlapArea(a: GeoJsonPolygon, b: GeoJsonPolygon): number {
  const project = projectionAt(a.coordinates[0]?.[0] ?? [0, 0]);
  const others = edgesOf(b, project).sort((one, other) => one.left - other.left);
  let area = 0;
  for (const edge of edgesOf(a, project)) {
    for (const other of others) {
      if (other.left >= edge.right) break;
      if (other.right > edge.left) area += edge.sign * other.sign * areaBelowBoth(edge, other);
    }
  }
  return area;
}

/** Flat metres around a position: over a village the error is far below that of any survey. */
function projectionAt([longitude, latitude]: Position): Projection {
  const metresEast = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return ([east, north]) => [(east - longitude) * metresEast, (north - latitude) * metresPerDegree];
}

/** Rings may be wound either way, as RFC 7946 asks readers to accept. */
function edgesOf({ coordinates }: GeoJsonPolygon, project: Projection): Edge[] {
  return coordinates.flatMap((ring, index) => {
    const projected = ring.map(project);
    const isAnticlockwise = signedArea(projected) > 0;
    const isHole = index > 0;
    return edgesOfRing(isAnticlockwise === isHole ? projected : projected.reverse());
  });
}

/** Edges of a ring that has its inside on the right: an edge towards the east bounds it above. */
function edgesOfRing(ring: Ring): Edge[] {
  const edges: Edge[] = [];
  for (const [index, [x2, y2]] of ring.entries()) {
    const [x1, y1] = ring[index - 1] ?? [x2, y2];
    if (x1 < x2) edges.push({ left: x1, right: x2, leftHeight: y1, rightHeight: y2, sign: 1 });
    if (x1 > x2) edges.push({ left: x2, right: x1, leftHeight: y2, rightHeight: y1, sign: -1 });
  }
  return edges;
}

function signedArea(ring: Ring): number {
  let doubled = 0;
  for (const [index, [x2, y2]] of ring.entries()) {
    const [x1, y1] = ring[index - 1] ?? [x2, y2];
    doubled += x1 * y2 - x2 * y1;
  }
  return doubled / 2;
}

/** Integral of the lower of two edges over the stretch that both span: half of their sum less their distance. */
function areaBelowBoth(edge: Edge, other: Edge): number {
  const left = Math.max(edge.left, other.left);
  const right = Math.min(edge.right, other.right);
  const [edgeLeft, edgeRight] = [heightAt(edge, left), heightAt(edge, right)];
  const [otherLeft, otherRight] = [heightAt(other, left), heightAt(other, right)];
  const gapLeft = edgeLeft - otherLeft;
  const gapRight = edgeRight - otherRight;
  const distance =
    gapLeft * gapRight < 0
      ? (gapLeft ** 2 + gapRight ** 2) / (Math.abs(gapLeft) + Math.abs(gapRight))
      : Math.abs(gapLeft + gapRight);
  return ((right - left) * (edgeLeft + edgeRight + otherLeft + otherRight - distance)) / 4;
}

function heightAt({ left, right, leftHeight, rightHeight }: Edge, x: number): number {
  return leftHeight + ((rightHeight - leftHeight) * (x - left)) / (right - left);
}
