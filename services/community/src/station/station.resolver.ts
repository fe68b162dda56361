import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { CommunityContext } from '../scope.js';
import { DefineStationInput } from './station.input.js';
import type { StationDocument } from './station.repository.js';
import { Station } from './station.type.js';

@Resolver(() => Station)
export class StationResolver {
  @Query(() => Station, {
    nullable: true,
    description: 'The station with a code; null when there is none (服务管理站)',
  })
  async station(
    @Arg('code', () => String, { description: 'Code of the station (站点编码)' }) code: string,
    @Ctx() { scope }: CommunityContext,
  ): Promise<Station | undefined> {
    const found = await scope.stations.find(code);
    return found === undefined ? undefined : toStation(found);
  }

  @Mutation(() => Station, {
    description: 'Defines a station; the same content under the same code is the same station (设立服务管理站)',
  })
  async defineStation(
    @Arg('input', () => DefineStationInput, { description: 'The station (站点)' }) input: DefineStationInput,
    @Ctx() { scope }: CommunityContext,
  ): Promise<Station> {
    return toStation(await scope.stations.define(input));
  }
}

function toStation({ _id, name, regionCode, kind }: StationDocument): Station {
  return { code: _id, name, regionCode, kind };
}
