import type { DepartmentName } from '@hub/domain';
import type { EntityKey, SubgraphDefinition } from '@hub/subgraph';
import { definePolicy, defineSubgraph, key, open } from '@hub/subgraph';
import { Arg, Directive, Field, ObjectType, Query, Resolver } from 'type-graphql';

@ObjectType('Enterprise', { description: 'An enterprise' })
@Directive('@key(fields: "code")')
class Enterprise {
  @Field(() => String, { description: 'Code' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name' })
  name?: string;
}

@Resolver(() => Enterprise)
class EnterpriseResolver {
  @Query(() => Enterprise, { nullable: true, description: 'One enterprise' })
  enterprise(@Arg('code', () => String, { description: 'Code' }) code: string): Enterprise {
    return { code, name: `Enterprise ${code}` };
  }
}

/** Commerce with a root field and an entity that labor points to. */
export const commerceDepartment: SubgraphDefinition<object> & { readonly name: DepartmentName } = {
  ...defineSubgraph({
    name: 'commerce',
    resolvers: [EnterpriseResolver],
    references: { Enterprise: ({ code }: EntityKey) => ({ code, name: `Enterprise ${String(code)}` }) },
    collections: [],
    policy: definePolicy('commerce', [
      key('Enterprise.code'),
      open('Enterprise.name', 'P', 'record'),
      open('Query.enterprise', 'P', 'record'),
    ]),
    createScope: () => ({}),
  }),
  name: 'commerce',
};
