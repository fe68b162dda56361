import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { toGrid } from '../grid/grid.reference.js';
import { Grid } from '../grid/grid.type.js';
import type { CommunityContext } from '../scope.js';
import { Dwelling } from './dwelling.type.js';

@Resolver(() => Dwelling)
export class DwellingResolver {
  @FieldResolver(() => Grid, {
    nullable: true,
    description: 'The grid it stands in: by its location, else by the code it was registered with (所在网格)',
  })
  @Directive('@requires(fields: "gridCode location { longitude latitude }")')
  async grid(@Root() dwelling: Dwelling, @Ctx() { scope }: CommunityContext): Promise<Grid> {
    return toGrid(await scope.dwellings.getGrid(dwelling));
  }
}
