import type { CalendarDate, Verification } from '@hub/domain';
import { HubError } from '@hub/domain';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { RequestContext } from './context/request-context.js';
import { defineSubgraph } from './define-subgraph.js';
import { definePolicy, inOwnZone, key, open, own, part, shared } from './policy/define-policy.js';
import { DateScalar } from './schema/scalars.js';
import { VerificationType } from './schema/verification.type.js';

@ObjectType('Person', { description: 'A person (人员)' })
@Directive('@key(fields: "id")')
class Person {
  @Field(() => ID, { description: 'Id (编号)' })
  id!: string;
}

@InputType('KeepNoteInput', { description: 'A note (备注)' })
class KeepNoteInput {
  @Field(() => String, { description: 'Text (内容)' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Second text (补充)' })
  more?: string;
}

@Resolver(() => Person)
class PersonResolver {
  @Query(() => String, { description: 'Open to all (公开)' })
  motto(): string {
    return 'ask with a purpose';
  }

  @FieldResolver(() => VerificationType, { nullable: true, description: 'Whether known (是否登记)' })
  known(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Day (日期)' }) on: CalendarDate | null,
  ): Verification {
    if (id === 'broken') throw new TypeError('secret of the inside');
    if (id === 'missing') throw new HubError('NOT_FOUND', 'Nobody has this id', { reason: 'NO_RECORD' });
    return { answer: 'YES', asOf: new Date(`${on ?? '2026-11-22'}T00:00:00Z`), source: 'labor' };
  }

  @FieldResolver(() => String, { nullable: true, description: 'Only the own zone reads it (本辖区)' })
  village(@Root() { id }: Person): string {
    return id;
  }

  @Mutation(() => String, { description: 'Keeps a note (留存备注)' })
  keepNote(
    @Arg('input', () => KeepNoteInput, { description: 'The note (备注)' }) input: KeepNoteInput,
    @Ctx() { caller }: RequestContext,
  ): string {
    return `${caller.client}: ${JSON.stringify(Object.keys(input))}`;
  }
}

export const trialPolicy = definePolicy('labor', [
  key('Person.id'),
  open('Query.motto', 'P', 'record'),
  shared('Person.known', 'S', 'verification', { SCHOOL_ADMISSION: ['education'] }),
  shared('Person.village', 'S', 'record', { GRID_VISIT: [inOwnZone('community')] }),
  own('Mutation.keepNote', 'S', 'action'),
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);

/** A small department with one of each kind of policy row. A person's id is its village, so that zones are easy to see. */
export const trial = defineSubgraph({
  name: 'labor',
  resolvers: [PersonResolver],
  orphanedTypes: [Person],
  references: { Person: ({ id }) => ({ id: String(id) }) },
  collections: [],
  policy: trialPolicy,
  zones: { Person: ({ id }: Person) => Promise.resolve(id === 'nowhere' ? [] : [id]) },
  createScope: () => ({}),
});
