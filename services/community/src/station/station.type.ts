import { enumType } from '@hub/subgraph';
import { Field, ObjectType } from 'type-graphql';
import type { StationKind } from './station.repository.js';

export const StationKindEnum = enumType('StationKind', 'Level of a service station (站点级别)', {
  TOWNSHIP: 'Of a township or street (乡镇、街道站)',
  VILLAGE: 'Of a village or community (村、社区站)',
});

@ObjectType('Station', {
  description: 'A station that serves newcomers and sends the weekly return of its region (新居民服务管理站)',
})
export class Station {
  @Field(() => String, { description: 'Code: S and the region, with -02 and so on for further stations (站点编码)' })
  code!: string;

  @Field(() => String, { description: 'Name (站点名称)' })
  name!: string;

  @Field(() => String, { description: 'Township, 9 digits, or village, 12 (所在区域)' })
  regionCode!: string;

  @Field(() => StationKindEnum, { description: 'Level (站点级别)' })
  kind!: StationKind;
}
