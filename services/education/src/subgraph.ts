import type { SubgraphDefinition } from '@hub/subgraph';
import { defineSubgraph, referById } from '@hub/subgraph';
import { enrolmentCollection } from './enrolment/enrolment.repository.js';
import { EnrolmentResolver } from './enrolment/enrolment.resolver.js';
import { PersonResolver } from './person/person.resolver.js';
import { policy } from './policy.js';
import { referSchool } from './school/school.reference.js';
import { schoolCollection } from './school/school.repository.js';
import { SchoolResolver } from './school/school.resolver.js';
import type { EducationScope } from './scope.js';
import { createEducationScope } from './scope.js';

/** 教育: schools with their seats, and children's enrolments. */
export function createEducationSubgraph(): SubgraphDefinition<EducationScope> {
  return defineSubgraph({
    name: 'education',
    resolvers: [PersonResolver, SchoolResolver, EnrolmentResolver],
    references: { Person: referById, School: referSchool },
    collections: [schoolCollection, enrolmentCollection],
    policy,
    createScope: createEducationScope,
  });
}
