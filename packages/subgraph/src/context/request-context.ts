import type { Caller, Clock } from '@hub/domain';
import type { Store } from '@hub/store';
import type { EventDefinition } from '../outbox/define-event.js';
import type { Decision } from '../policy/decide-access.js';

/** What a department is given when it starts, the same for every request. */
export interface DepartmentResources {
  /** Synthetic mode accepts 99-numbers; production refuses them. */
  readonly synthetic: boolean;
  /** Checks the tag at the end of person ids, so that a mistyped one is refused without a lookup. */
  readonly personTagKey: Uint8Array;
  /** Keys the digests of idempotency keys and contents, which may hold a person's data. */
  readonly contentKey: Uint8Array;
}

/** What a department's services and loaders of one request are built from. */
export interface ScopeBase {
  readonly store: Store;
  /** The business clock, by which the rules go. */
  readonly clock: Clock;
  /** For what is between two machines, such as how long an idempotency key is remembered. Default: the system's. */
  readonly trueClock?: Pick<Clock, 'now'>;
  readonly caller: Caller;
  readonly resources: DepartmentResources;
  /** The events that the department's table of contents lists: no other is recorded. Absent: none. */
  readonly events?: readonly EventDefinition[];
}

/** Context of every resolver: who asks, what was decided, and the department's services and loaders for this request. */
export interface RequestContext<Scope = unknown> {
  readonly caller: Caller;
  readonly requestId: string;
  readonly scope: Scope;
  /** Set by the policy before any resolver runs; no resolver runs without it. */
  decision?: Decision;
}
