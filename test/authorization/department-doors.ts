import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { atRest } from '../stories/eventually.fixture.js';

/** Where a department listens, for those who go around the gateway. */
export async function findDoor({ hub }: HubOnTrial, department: DepartmentName): Promise<string> {
  return (await hub.getDepartment(department).start()).url;
}

/**
 * GraphQL requests that all departments together have answered or refused, by their own count. The hub goes on reading their
 * feeds meanwhile, which is no request of a caller.
 */
export function countDepartmentRequests(hub: HubOnTrial): Promise<number> {
  return atRest(() => readDepartmentRequests(hub));
}

async function readDepartmentRequests(hub: HubOnTrial): Promise<number> {
  const counts = departmentNames.map(async (department) => {
    const metrics = await (await fetch(`${await findDoor(hub, department)}/metrics`)).text();
    return [...metrics.matchAll(/^hub_requests_total\{[^}]*operation="graphql"[^}]*\} (\d+)$/gm)].reduce(
      (total, [, count]) => total + Number(count),
      0,
    );
  });
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}
