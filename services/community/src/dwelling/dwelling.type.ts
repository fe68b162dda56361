import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';

@ObjectType('Location', { description: 'Point in CGCS2000 degrees (坐标)' })
@Directive('@shareable')
export class LocationType {
  @Field(() => Float, { description: 'Degrees east (经度)' })
  longitude!: number;

  @Field(() => Float, { description: 'Degrees north (纬度)' })
  latitude!: number;
}

/** Police's; what stands here beside the id is what `grid` is found by. */
@ObjectType('Dwelling', { description: 'A place where people live (房屋)' })
@Directive('@key(fields: "id")')
export class Dwelling {
  @Field(() => ID, { description: 'Id of the dwelling (房屋编号)' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Grid code as registered, 15 digits (网格编码)' })
  @Directive('@external')
  gridCode?: string;

  @Field(() => LocationType, { nullable: true, description: 'Where it stands (坐标)' })
  @Directive('@external')
  location?: LocationType;
}
