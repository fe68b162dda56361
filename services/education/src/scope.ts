import type { Clock } from '@hub/domain';
import type { RequestContext, ScopeBase } from '@hub/subgraph';
import { createDocumentLoader, createListLoader } from '@hub/subgraph';
import type DataLoader from 'dataloader';
import type { EnrolmentDocument } from './enrolment/enrolment.repository.js';
import { EnrolmentRepository } from './enrolment/enrolment.repository.js';
import { EnrolmentService } from './enrolment/enrolment.service.js';
import { PersonService } from './person/person.service.js';
import type { SchoolDocument } from './school/school.repository.js';
import { SchoolRepository } from './school/school.repository.js';
import { SchoolService } from './school/school.service.js';
import type { SeatKey, TakenSeats } from './school/seat.loader.js';
import { createSeatLoader } from './school/seat.loader.js';

/** What education reads of many children or schools at once; made per request. */
export interface EducationLoaders {
  readonly school: DataLoader<string, SchoolDocument | undefined>;
  readonly seats: DataLoader<SeatKey, TakenSeats, string>;
  /** Newest first. */
  readonly enrolments: DataLoader<string, readonly EnrolmentDocument[]>;
}

/** Services and loaders of one request to education. */
export interface EducationScope {
  readonly clock: Clock;
  readonly loaders: EducationLoaders;
  readonly people: PersonService;
  readonly schools: SchoolService;
  readonly enrolments: EnrolmentService;
}

export type EducationContext = RequestContext<EducationScope>;

export function createEducationScope(base: ScopeBase): EducationScope {
  const schools = new SchoolRepository(base.store);
  const enrolments = new EnrolmentRepository(base.store);
  const loaders: EducationLoaders = {
    school: createDocumentLoader(schools.collection),
    seats: createSeatLoader(enrolments),
    enrolments: createListLoader(enrolments.collection, 'personId', { sort: { enrolledOn: -1, _id: -1 } }),
  };
  return {
    clock: base.clock,
    loaders,
    people: new PersonService(base, loaders),
    schools: new SchoolService(base, schools),
    enrolments: new EnrolmentService(base, enrolments, schools),
  };
}
