import type { CallerName } from '@hub/domain';
import type { CollectionDefinition, Document } from '@hub/store';
import type { RequestContext, ScopeBase } from './context/request-context.js';
import type { EventDefinition } from './outbox/define-event.js';
import type { ReportDefinition } from './outbox/define-report.js';
import type { Policy } from './policy/policy-row.js';
import type { ResolverClass } from './schema/build-subgraph-schema.js';

/** Key of an entity as the gateway sends it: the key fields, and what `@requires` asks for. */
export type EntityKey = Readonly<Record<string, unknown>>;

/** The regions in which a person or dwelling lies; empty: held nowhere. One inside a caller's zone is enough. */
export type ZoneLookup<Scope> = (entity: never, context: RequestContext<Scope>) => Promise<readonly string[]>;

/** A department's table of contents. */
export interface SubgraphDefinition<Scope> {
  readonly name: CallerName;
  readonly resolvers: readonly ResolverClass[];
  /** Types that no resolver returns but another department joins. */
  readonly orphanedTypes?: readonly ResolverClass[];
  /** How each entity is found by its key; undefined or null where it is not held. */
  readonly references: Readonly<Record<string, (key: EntityKey, context: RequestContext<Scope>) => unknown>>;
  readonly collections: readonly CollectionDefinition<Document>[];
  readonly policy: Policy;
  /** By type name, for policy rows that are limited to the own zone. */
  readonly zones?: Readonly<Record<string, ZoneLookup<Scope>>>;
  /** Facts that the department tells the hub when it commits them; it records no others. */
  readonly events?: readonly EventDefinition[];
  /** What the hub may ask of the department when a schedule is due. */
  readonly reports?: readonly ReportDefinition<Scope>[];
  /** Services and loaders of one request. */
  readonly createScope: (base: ScopeBase) => Scope;
}

/** States a department; `buildSubgraph` makes its schema and `createSubgraphService` serves it. */
export function defineSubgraph<Scope>(definition: SubgraphDefinition<Scope>): SubgraphDefinition<Scope> {
  return definition;
}
