import type { DepartmentName } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import type { EntityKey, SubgraphDefinition } from '@hub/subgraph';
import { DateScalar, definePolicy, defineSubgraph, key, own, part, shared } from '@hub/subgraph';
import { Arg, Directive, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { everybody } from './person-department.js';

@ObjectType('Person', { description: 'A person' })
@Directive('@key(fields: "id")')
class Person {
  @Field(() => ID, { description: 'Id' })
  id!: string;
}

@ObjectType('Enterprise', { description: 'An enterprise' })
@Directive('@key(fields: "code", resolvable: false)')
class EnterpriseStub {
  @Field(() => String, { description: 'Code' })
  code!: string;
}

@ObjectType('Employment', { description: 'An employment' })
class Employment {
  @Field(() => ID, { description: 'Id' })
  id!: string;

  @Field(() => EnterpriseStub, { nullable: true, description: 'Employer' })
  employer!: EnterpriseStub;
}

@InputType('ReportEmploymentStartInput', { description: 'What is reported' })
class ReportEmploymentStartInput {
  @Field(() => String, { description: 'Key' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Person' })
  personId!: string;

  @Field(() => DateScalar, { description: 'First day' })
  startedOn!: string;

  @Field(() => [String], { nullable: true, description: 'Occupations' })
  occupations?: string[];
}

const employments: readonly Employment[] = [{ id: 'e1', employer: { code: 'E-1' } }];

@Resolver(() => Person)
class LaborResolver {
  @FieldResolver(() => [Employment], { nullable: true, description: 'Employments' })
  employments(): readonly Employment[] {
    return employments;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Fails in the way that its argument names' })
  failing(@Arg('how', () => String, { description: 'Error code, or anything else' }) how: string): string {
    if (how === 'NOT_FOUND') throw new HubError('NOT_FOUND', 'There is none', { field: 'how' });
    throw new Error(`secret of the labour department: ${how}`);
  }

  @Mutation(() => Employment, { nullable: true, description: 'Reports a start' })
  reportEmploymentStart(
    @Arg('input', () => ReportEmploymentStartInput, { description: 'Input' }) input: ReportEmploymentStartInput,
  ): Employment {
    if (input.idempotencyKey === 'used')
      throw new HubError('CONFLICT', 'The key was used', { field: 'input.idempotencyKey' });
    if (input.personId === '') throw badInput('input.personId', 'Give input.personId');
    return { id: 'e2', employer: { code: 'E-1' } };
  }
}

/** Labor with a list, a join to commerce, a mutation and ways to fail. */
export const laborDepartment: SubgraphDefinition<object> & { readonly name: DepartmentName } = {
  ...defineSubgraph({
    name: 'labor',
    resolvers: [LaborResolver],
    orphanedTypes: [Person],
    references: { Person: ({ id }: EntityKey) => ({ id }) },
    collections: [],
    policy: definePolicy('labor', [
      key('Person.id'),
      own('Person.employments', 'S', 'record'),
      shared('Person.failing', 'S', 'status', everybody),
      part('Employment.id'),
      part('Employment.employer'),
      key('Enterprise.code'),
      own('Mutation.reportEmploymentStart', 'S', 'action'),
    ]),
    createScope: () => ({}),
  }),
  name: 'labor',
};
