import { enumType } from '@hub/subgraph';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import type { DwellingKind, Location } from './dwelling.repository.js';

export const DwellingKindEnum = enumType('DwellingKind', 'Kind of dwelling (房屋类型)', {
  HOUSE: 'House (独栋)',
  FLAT: 'Flat (成套住宅)',
  ROOM: 'Room (单间)',
  DORM: 'Dormitory (宿舍)',
  SITE_HUT: 'Site hut (工棚)',
  BOAT: 'Boat (船舶)',
  SHOP_HOME: 'Shop with living space (商住)',
});

@ObjectType('Location', { description: 'Point in CGCS2000 degrees (坐标)' })
@Directive('@shareable')
export class LocationType implements Location {
  @Field(() => Float, { description: 'Degrees east (经度)' })
  longitude!: number;

  @Field(() => Float, { description: 'Degrees north (纬度)' })
  latitude!: number;
}

@ObjectType('Dwelling', { description: 'A place where people live (房屋)' })
@Directive('@key(fields: "id")')
export class Dwelling {
  @Field(() => ID, { description: 'Id of the dwelling (房屋编号)' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Village or community, 12 digits (村、社区)' })
  regionCode?: string;

  @Field(() => String, { nullable: true, description: 'Address as registered (地址)' })
  address?: string;

  @Field(() => DwellingKindEnum, { nullable: true, description: 'Kind (房屋类型)' })
  kind?: DwellingKind;

  @Field(() => String, { nullable: true, description: 'Grid code as registered, 15 digits (网格编码)' })
  gridCode?: string;

  @Field(() => LocationType, { nullable: true, description: 'Where it stands (坐标)' })
  location?: Location;
}
