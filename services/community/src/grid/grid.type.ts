import { enumType } from '@hub/subgraph';
import { Directive, Field, ObjectType } from 'type-graphql';
import type { GeoJsonPolygon } from '../polygon/geo-json-polygon.js';
import { GeoJsonPolygonScalar } from '../polygon/geo-json-polygon.scalar.js';
import type { GridKind } from './grid.repository.js';

export const GridKindEnum = enumType('GridKind', 'Kind of grid (网格类型)', {
  BASIC: 'Basic grid: households of some streets; no two of a village overlap (基础网格)',
  SPECIAL: 'Special grid of one place, such as a shipyard or a market; may lie over basic grids (专属网格)',
});

@ObjectType('Grid', { description: 'The area that one grid worker serves; part of exactly one village (网格)' })
@Directive('@key(fields: "code")')
export class Grid {
  @Field(() => String, { description: 'Code, 15 digits: the village and a serial (网格编码)' })
  code!: string;

  @Field(() => String, { description: 'Name (网格名称)' })
  name!: string;

  @Field(() => String, { description: 'Village or community, 12 digits (村、社区)' })
  regionCode!: string;

  @Field(() => GridKindEnum, { description: 'Kind (网格类型)' })
  kind!: GridKind;

  @Field(() => GeoJsonPolygonScalar, {
    nullable: true,
    description: 'Where it lies; null when not drawn yet (网格边界)',
  })
  polygon?: GeoJsonPolygon;
}
