import type { DepartmentName, PurposeCode, Verification } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { EntityKey, SubgraphDefinition } from '@hub/subgraph';
import { definePolicy, defineSubgraph, key, part, shared, VerificationType } from '@hub/subgraph';
import { Directive, Field, FieldResolver, ID, ObjectType, Resolver } from 'type-graphql';

/** Rows of the types that every department answers with. */
export const verificationRows = ['answer', 'reason', 'asOf', 'source'].map((field) => part(`Verification.${field}`));

/** Everybody, for the purposes that the tests use. */
export const everybody: Partial<Record<PurposeCode, readonly DepartmentName[]>> = {
  OWN_RECORDS: departmentNames,
  SCHOOL_ADMISSION: ['education'],
  EMPLOYMENT_CHECK: ['labor'],
};

/** A department that answers one question about a person: real schema, policy and service, no store. */
export function createPersonDepartment(
  name: DepartmentName,
  question: string,
): SubgraphDefinition<object> & { readonly name: DepartmentName } {
  @ObjectType('Person', { description: 'A person' })
  @Directive('@key(fields: "id")')
  class Person {
    @Field(() => ID, { description: 'Id' })
    id!: string;
  }

  @Resolver(() => Person)
  class PersonResolver {
    @FieldResolver(() => VerificationType, { name: question, nullable: true, description: 'The one question' })
    answer(): Verification {
      return { answer: 'YES', source: name };
    }
  }

  return {
    ...defineSubgraph({
      name,
      resolvers: [PersonResolver],
      orphanedTypes: [Person],
      references: { Person: ({ id }: EntityKey) => ({ id }) },
      collections: [],
      policy: definePolicy(name, [
        key('Person.id'),
        shared(`Person.${question}`, 'S', 'verification', everybody),
        ...verificationRows,
      ]),
      createScope: () => ({}),
    }),
    name,
  };
}
