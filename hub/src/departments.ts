import { createCommerceSubgraph } from '@hub/commerce';
import { createCommunitySubgraph } from '@hub/community';
import type { DepartmentName } from '@hub/domain';
import { createEducationSubgraph } from '@hub/education';
import { createFamilyPlanningSubgraph } from '@hub/family-planning';
import { createLaborSubgraph } from '@hub/labor';
import { createPoliceSubgraph } from '@hub/police';
import type {
  BuiltSubgraph,
  EventDefinition,
  Policy,
  ReportDefinition,
  SubgraphDefinition,
  SubgraphService,
  SubgraphServiceOptions,
} from '@hub/subgraph';
import { buildSubgraph, createSubgraphService } from '@hub/subgraph';

/** What a department alone needs; only police takes the key of persons. */
export interface DepartmentKeys {
  readonly personKey: Uint8Array;
}

/** A department's schema and policy, and what it tells the hub. */
export interface BuiltDepartment extends BuiltSubgraph {
  readonly policy: Policy;
  readonly events: readonly EventDefinition[];
  readonly reports: readonly ReportDefinition[];
}

interface DepartmentEntry {
  readonly build: (keys: DepartmentKeys) => BuiltDepartment;
  readonly serve: (keys: DepartmentKeys, options: SubgraphServiceOptions) => SubgraphService;
}

function entry<Scope>(define: (keys: DepartmentKeys) => SubgraphDefinition<Scope>): DepartmentEntry {
  return {
    build: (keys) => {
      const definition = define(keys);
      const { policy, events = [], reports = [] } = definition;
      return { ...buildSubgraph(definition), policy, events, reports };
    },
    serve: (keys, options) => createSubgraphService(define(keys), options),
  };
}

/** Every department of the list; one that is missing here does not compile. */
export const departmentEntries: Readonly<Record<DepartmentName, DepartmentEntry>> = {
  police: entry(createPoliceSubgraph),
  'family-planning': entry(createFamilyPlanningSubgraph),
  labor: entry(createLaborSubgraph),
  education: entry(createEducationSubgraph),
  commerce: entry(createCommerceSubgraph),
  community: entry(createCommunitySubgraph),
};
