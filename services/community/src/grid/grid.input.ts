import { idempotencyKeyDescription } from '@hub/subgraph';
import { Field, InputType } from 'type-graphql';
import type { GeoJsonPolygon } from '../polygon/geo-json-polygon.js';
import { GeoJsonPolygonScalar } from '../polygon/geo-json-polygon.scalar.js';
import type { GridKind } from './grid.repository.js';
import { GridKindEnum } from './grid.type.js';

@InputType('DefineGridInput', { description: 'A grid to define (网格划定)' })
export class DefineGridInput {
  @Field(() => String, {
    nullable: true,
    description: `${idempotencyKeyDescription}. May be left out: the code already tells a repetition`,
  })
  idempotencyKey?: string;

  @Field(() => String, { description: 'Code, 15 digits; begins with the village (网格编码)' })
  code!: string;

  @Field(() => String, { description: 'Name, up to 100 characters (网格名称)' })
  name!: string;

  @Field(() => String, { description: 'Village or community, 12 digits (村、社区)' })
  regionCode!: string;

  @Field(() => GridKindEnum, { description: 'Kind (网格类型)' })
  kind!: GridKind;

  @Field(() => GeoJsonPolygonScalar, {
    nullable: true,
    description: 'Where it lies; no other grid of this kind in the village may share ground with it (网格边界)',
  })
  polygon?: GeoJsonPolygon;
}
