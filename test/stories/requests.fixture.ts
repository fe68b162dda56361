import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';

export type RequestCounts = Readonly<Record<DepartmentName, number>>;

/** How many GraphQL requests each department has answered, as its own metrics tell. */
export async function countRequests({ hub }: HubOnTrial): Promise<RequestCounts> {
  const counts = departmentNames.map(async (name) => {
    const { url } = await hub.getDepartment(name).start();
    return [name, readCount(await (await fetch(`${url}/metrics`)).text())] as const;
  });
  return Object.fromEntries(await Promise.all(counts)) as Record<DepartmentName, number>;
}

function readCount(metrics: string): number {
  const samples = metrics.matchAll(/^hub_requests_total\{[^}]*operation="graphql"[^}]*\} (\d+)$/gm);
  return [...samples].reduce((sum, [, value]) => sum + Number(value), 0);
}

/** What came on top between two counts, departments that were not asked left out. */
export function added(before: RequestCounts, after: RequestCounts): Partial<RequestCounts> {
  const differences = departmentNames.map((name) => [name, after[name] - before[name]] as const);
  return Object.fromEntries(differences.filter(([, difference]) => difference !== 0));
}
