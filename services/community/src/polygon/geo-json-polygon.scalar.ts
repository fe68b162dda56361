import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import type { GeoJsonPolygon } from './geo-json-polygon.js';
import { parseGeoJsonPolygon } from './geo-json-polygon.js';

/** `DefineGridInput.polygon` is the one place where a polygon comes in. */
const field = 'input.polygon';

export const GeoJsonPolygonScalar = new GraphQLScalarType<GeoJsonPolygon, GeoJsonPolygon>({
  name: 'GeoJsonPolygon',
  description:
    'GeoJSON Polygon geometry, RFC 7946 §3.1.6, in CGCS2000 degrees: {"type": "Polygon", "coordinates": [[[longitude, latitude], …]]}, outer ring first, each ring closed, up to 2,000 positions (多边形)',
  serialize: (value) => value as GeoJsonPolygon,
  parseValue: (value) => parseGeoJsonPolygon(value, field),
  parseLiteral: (node, variables) => parseGeoJsonPolygon(valueFromASTUntyped(node, variables), field),
});
