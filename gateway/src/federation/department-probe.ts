import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { DepartmentClient } from './department-client.js';

export type DepartmentState = 'up' | 'down';

/** A department that takes longer to say that it is ready is not. */
const probeTimeoutMs = 1000;
/** However often the gateway is asked, a department is asked once in this time. */
const freshMs = 1000;

/** Whether each department is ready, asked when somebody wants to know. */
export class DepartmentProbe {
  #known: { readonly until: number; readonly states: Promise<Readonly<Record<string, DepartmentState>>> } | undefined;

  constructor(private readonly clients: ReadonlyMap<DepartmentName, DepartmentClient>) {}

  states(): Promise<Readonly<Record<string, DepartmentState>>> {
    const now = performance.now();
    if (this.#known === undefined || this.#known.until <= now) {
      this.#known = { until: now + freshMs, states: this.#askAll() };
    }
    return this.#known.states;
  }

  async #askAll(): Promise<Readonly<Record<string, DepartmentState>>> {
    // In the order of every other listing, whatever order the supergraph has
    const asked = departmentNames.flatMap((name) => {
      const client = this.clients.get(name);
      return client === undefined ? [] : [askOne(client).then((state) => [name, state] as const)];
    });
    return Object.fromEntries(await Promise.all(asked));
  }
}

async function askOne(client: DepartmentClient): Promise<DepartmentState> {
  try {
    const { status } = await client.send(
      { method: 'GET', path: '/health/ready', body: null, headers: {} },
      probeTimeoutMs,
    );
    return status === 200 ? 'up' : 'down';
  } catch {
    return 'down';
  }
}
