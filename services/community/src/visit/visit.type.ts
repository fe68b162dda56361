import type { CalendarDate } from '@hub/domain';
import { DateScalar, enumType } from '@hub/subgraph';
import { Field, ID, ObjectType } from 'type-graphql';
import { Dwelling } from '../dwelling/dwelling.type.js';
import { Person } from '../person/person.type.js';
import type { VisitOutcome } from './visit.repository.js';

export const VisitOutcomeEnum = enumType('VisitOutcome', 'What came of a visit (走访结果)', {
  MET: 'Somebody was met (见面)',
  NOBODY: 'Nobody was there (无人)',
  REFUSED: 'Did not wish to talk; a valid outcome without any consequence (谢绝)',
  MOVED: 'Moved away (已搬离)',
});

@ObjectType('Visit', { description: 'A visit of a grid worker to a dwelling (走访)' })
export class Visit {
  @Field(() => ID, { description: 'Id of the visit (走访编号)' })
  id!: string;

  @Field(() => Dwelling, { description: 'Where (走访房屋)' })
  dwelling!: Dwelling;

  /** Not a field: `grid` is resolved from it. */
  gridCode?: string;

  @Field(() => [Person], { description: 'Whom the outcome is about (走访对象)' })
  people!: readonly Person[];

  @Field(() => DateScalar, { description: 'When (走访日期)' })
  visitedOn!: CalendarDate;

  @Field(() => VisitOutcomeEnum, { description: 'What came of it (走访结果)' })
  outcome!: VisitOutcome;
}
