import { idempotencyKeyDescription } from '@hub/subgraph';
import { Field, InputType } from 'type-graphql';
import type { StationKind } from './station.repository.js';
import { StationKindEnum } from './station.type.js';

@InputType('DefineStationInput', { description: 'A service station to define (设立服务管理站)' })
export class DefineStationInput {
  @Field(() => String, {
    nullable: true,
    description: `${idempotencyKeyDescription}. May be left out: the code already tells a repetition`,
  })
  idempotencyKey?: string;

  @Field(() => String, {
    description: 'Code: S and input.regionCode, with -02 to -99 for further stations there (站点编码)',
  })
  code!: string;

  @Field(() => String, { description: 'Name, up to 100 characters (站点名称)' })
  name!: string;

  @Field(() => String, { description: 'Township, 9 digits, or village, 12, as the level says (所在区域)' })
  regionCode!: string;

  @Field(() => StationKindEnum, { description: 'Level (站点级别)' })
  kind!: StationKind;
}
