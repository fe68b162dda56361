import { idempotencyKeyDescription } from '@hub/subgraph';
import { Field, Float, InputType } from 'type-graphql';
import type { DwellingKind, Location } from './dwelling.repository.js';
import { DwellingKindEnum } from './dwelling.type.js';

@InputType('LocationInput', { description: 'Point in CGCS2000 degrees (坐标)' })
export class LocationInput implements Location {
  @Field(() => Float, { description: 'Degrees east (经度)' })
  longitude!: number;

  @Field(() => Float, { description: 'Degrees north (纬度)' })
  latitude!: number;
}

@InputType('RegisterDwellingInput', { description: 'A dwelling to register (房屋登记)' })
export class RegisterDwellingInput {
  @Field(() => String, {
    description: idempotencyKeyDescription,
  })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Village or community, 12 digits (村、社区)' })
  regionCode!: string;

  @Field(() => String, { description: 'Address, up to 200 characters (地址)' })
  address!: string;

  @Field(() => DwellingKindEnum, { description: 'Kind (房屋类型)' })
  kind!: DwellingKind;

  @Field(() => String, { nullable: true, description: 'Grid code, 15 digits; begins with the village (网格编码)' })
  gridCode?: string;

  @Field(() => LocationInput, { nullable: true, description: 'Where it stands (坐标)' })
  location?: LocationInput;
}
