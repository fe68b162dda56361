import type { DepartmentName } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';

/** What every department holds besides its records: digests of idempotency keys, and what it told the hub. */
const besides = ['idempotency', 'outbox', 'feed'];

/** How many records a department holds, by collection. */
export async function countRecords(
  { hub }: Pick<HubOnTrial, 'hub'>,
  name: DepartmentName,
): Promise<Readonly<Record<string, number>>> {
  const department = hub.getDepartment(name);
  const counts = department.collections
    .filter((collection) => !besides.includes(collection.name))
    .map(
      async (collection) =>
        [collection.name, await department.getStore().collection(collection).countDocuments({})] as const,
    );
  return Object.fromEntries(await Promise.all(counts));
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Every record of a collection, as it stands in the department's store. */
export async function listRecords(
  { hub }: Pick<HubOnTrial, 'hub'>,
  name: DepartmentName,
  collectionName: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const department = hub.getDepartment(name);
  const collection = department.collections.find((each) => each.name === collectionName);
  if (collection === undefined) throw new Error(`${name} has no collection ${collectionName}`);
  const found: readonly object[] = await department.getStore().collection(collection).find({}).toArray();
  return found as readonly Readonly<Record<string, unknown>>[];
}
