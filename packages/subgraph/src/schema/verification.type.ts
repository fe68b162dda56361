// Decorators of every department run after this module, so the metadata they need is here.
import 'reflect-metadata';
import { answers, departments } from '@hub/domain';
import type { Answer, AnswerReason, DepartmentName, Verification } from '@hub/domain';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from './scalars.js';

const AnswerEnum = Object.fromEntries(answers.map((answer) => [answer, answer])) as Record<Answer, Answer>;
registerEnumType(AnswerEnum, {
  name: 'Answer',
  description: 'Answer to a yes/no question (核验结果). UNKNOWN is never no',
  valuesConfig: {
    YES: { description: 'Yes, by the record (是)' },
    NO: { description: 'No, by a register that makes the fact (否)' },
    UNKNOWN: { description: 'Not known: nobody may treat this as no (未知)' },
  },
});

const DepartmentEnum = Object.fromEntries([
  ...departments.map(({ name, graphqlName }) => [graphqlName, name]),
  ['HUB', 'hub'],
]) as Record<string, string>;
registerEnumType(DepartmentEnum, {
  name: 'Department',
  description: 'Department that holds or asks (部门)',
  valuesConfig: Object.fromEntries([
    ...departments.map(({ graphqlName, title }) => [graphqlName, { description: title }]),
    ['HUB', { description: '枢纽 the hub itself: audit and administration' }],
  ]) as Record<string, { description: string }>,
});

/** Type function for fields and inputs that hold an answer. */
export const answerType = (): typeof AnswerEnum => AnswerEnum;

/** Type function for fields that hold a department. */
export const departmentType = (): typeof DepartmentEnum => DepartmentEnum;

@ObjectType('Verification', {
  description: 'Answer of one department to one yes/no question, with when it last knew and who says so (核验结论)',
})
@Directive('@shareable')
export class VerificationType implements Verification {
  @Field(() => AnswerEnum, { description: 'Yes, no or unknown (结果)' })
  answer!: Answer;

  @Field(() => String, { nullable: true, description: 'Stable code of why, such as NO_RECORD or EXPIRED (原因代码)' })
  reason?: AnswerReason;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the record behind the answer last changed (数据时点)',
  })
  asOf?: Date;

  @Field(() => DepartmentEnum, { description: 'Department that answers (来源部门)' })
  source!: DepartmentName;
}
