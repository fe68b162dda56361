import type { CallerName, DataClass, PurposeCode, ShareMode } from '@hub/domain';
import { callerNames } from '@hub/domain';
import type { Policy, PolicyRow, Reader } from './policy-row.js';

type RowOfOwner = (owner: CallerName) => PolicyRow;
type ReaderList = Readonly<Partial<Record<PurposeCode, readonly (CallerName | Reader)[]>>>;

/** The key of an entity: opaque, and readable wherever the entity is. */
export function key(field: string): RowOfOwner {
  return (owner) => ({ field, kind: 'key', owner, dataClass: 'I', share: 'C', mode: 'record', readers: {} });
}

/** A field of a value type: it tells nothing beyond the field that returned the value. */
export function part(field: string): RowOfOwner {
  return (owner) => ({ field, kind: 'part', owner, dataClass: 'I', share: 'C', mode: 'record', readers: {} });
}

/** 无条件共享: any department for any purpose it holds. Only classes P and I can be open. */
export function open(field: string, dataClass: 'P' | 'I', mode: ShareMode): RowOfOwner {
  return (owner) => ({ field, kind: 'open', owner, dataClass, share: 'U', mode, readers: {} });
}

/** 有条件共享: the owner, and for each purpose the departments listed. */
export function shared(field: string, dataClass: DataClass, mode: ShareMode, readers: ReaderList): RowOfOwner {
  const listed = Object.fromEntries(
    Object.entries(readers).map(([purpose, list]) => [
      purpose,
      (list ?? []).map((reader) => (typeof reader === 'string' ? { department: reader } : reader)),
    ]),
  );
  return (owner) => ({ field, kind: 'guarded', owner, dataClass, share: 'C', mode, readers: listed });
}

/** 有条件共享 by whoever answers without being the owner of what is behind: for each purpose those listed, itself no less. */
export function listed(field: string, dataClass: DataClass, mode: ShareMode, readers: ReaderList): RowOfOwner {
  const row = shared(field, dataClass, mode, readers);
  return (owner) => ({ ...row(owner), listedOnly: true });
}

/** 不予共享: the owner alone. */
export function own(field: string, dataClass: DataClass, mode: ShareMode): RowOfOwner {
  return (owner) => ({ field, kind: 'guarded', owner, dataClass, share: 'N', mode, readers: {} });
}

/** A reader that sees only people and dwellings inside its own zone (本辖区). */
export function inOwnZone(department: CallerName): Reader {
  return { department, ownZone: true };
}

/**
 * A department's policy: one row per field, read top to bottom by whoever answers for it.
 *
 * @throws RangeError when a field has two rows or a row names an unknown department
 */
export function definePolicy(owner: CallerName, rows: readonly RowOfOwner[]): Policy {
  const made = rows.map((row) => row(owner));
  const seen = new Set<string>();
  for (const { field, readers } of made) {
    if (seen.has(field)) throw new RangeError(`The policy of ${owner} has two rows for ${field}`);
    seen.add(field);
    for (const reader of Object.values(readers).flat()) {
      if (!callerNames.includes(reader.department)) {
        throw new RangeError(`The policy row of ${field} names ${reader.department}, which is no department`);
      }
    }
  }
  return { owner, rows: made };
}
