import type { CallerName, DataClass, PurposeCode, ShareAttribute, ShareMode } from '@hub/domain';

/** A department that may read; `ownZone` limits it to people and dwellings inside the caller's zone. */
export interface Reader {
  readonly department: CallerName;
  readonly ownZone?: true;
}

export type Readers = Readonly<Partial<Record<PurposeCode, readonly Reader[]>>>;

/**
 * One field of one type and who may read it.
 *
 * - `key`: the entity's key, readable wherever the entity is reached
 * - `part`: a field of a value type (an answer, a page), readable wherever the value is reached; never of an entity
 * - `open`: shared without condition (无条件共享)
 * - `guarded`: the owner, and the readers listed for the purpose stated
 */
export interface PolicyRow {
  /** Schema coordinate: `Person.employed`, `Mutation.enrolChild`. */
  readonly field: string;
  readonly kind: 'key' | 'part' | 'open' | 'guarded';
  readonly owner: CallerName;
  readonly dataClass: DataClass;
  readonly share: ShareAttribute;
  readonly mode: ShareMode;
  readonly readers: Readers;
  /** The owner, too, reads only what it is listed for: a way in to records that are not its own. */
  readonly listedOnly?: true;
}

export interface Policy {
  readonly owner: CallerName;
  readonly rows: readonly PolicyRow[];
}
