import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root, Arg } from 'type-graphql';
import { graphqlSync, printSchema, execute, parse } from 'graphql';
import { expect, it } from 'vitest';
import { buildSchemaOf } from './build-subgraph-schema.js';
import { VerificationType } from './verification.type.js';
import { DateScalar } from './scalars.js';

@ObjectType('Person', { description: 'A person' })
@Directive('@key(fields: "id")')
class Person {
  @Field(() => ID, { description: 'Id' })
  id!: string;
}

@Resolver(() => Person)
class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'one' })
  person(@Arg('id', () => ID, { description: 'x' }) id: string): Person {
    return { id };
  }
  @FieldResolver(() => VerificationType, { nullable: true, description: 'answer' })
  known(
    @Root() person: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: 'when' }) on: string | undefined,
    @Ctx() context: object,
  ): VerificationType {
    return { answer: 'YES', asOf: new Date(0), source: 'police' };
  }
}

it('serves entities by their reference', async () => {
  const { schema, sdl } = buildSchemaOf({
    resolvers: [PersonResolver],
    references: { Person: (key: any) => ({ id: key.id }) },
  });
  console.log(sdl);
  const result = await execute({
    schema,
    document: parse(
      'query($r:[_Any!]!){_entities(representations:$r){... on Person{id known(on:"2026-02-28"){answer source asOf}}}}',
    ),
    variableValues: { r: [{ __typename: 'Person', id: 'x' }] },
    contextValue: {},
  });
  console.log(JSON.stringify(result));
});
