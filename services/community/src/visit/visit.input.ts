import type { CalendarDate } from '@hub/domain';
import { DateScalar, idempotencyKeyDescription } from '@hub/subgraph';
import { Field, ID, InputType } from 'type-graphql';
import type { VisitOutcome } from './visit.repository.js';
import { VisitOutcomeEnum } from './visit.type.js';

/** Codes only: what a family talks about is nobody's record, so there is no field for words. */
@InputType('RecordVisitInput', { description: 'A visit to record (走访登记)' })
export class RecordVisitInput {
  @Field(() => String, { description: idempotencyKeyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Which dwelling (走访房屋)' })
  dwellingId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Grid in which it stands, 15 digits; a visit without it is in no figure of a village (所在网格)',
  })
  gridCode?: string;

  @Field(() => [ID], {
    description: 'Whom the outcome is about, up to 50, each once; at least one for MET, none for NOBODY (走访对象)',
  })
  personIds!: string[];

  @Field(() => DateScalar, { description: 'When, today at the latest (走访日期)' })
  visitedOn!: CalendarDate;

  @Field(() => VisitOutcomeEnum, { description: 'What came of it (走访结果)' })
  outcome!: VisitOutcome;
}
