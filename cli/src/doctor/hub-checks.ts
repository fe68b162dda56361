import type { ClientFile } from '@hub/server';
import { HubClient, reachableHost } from '@hub/server';
import type { HubEnvironment } from '@hub/server';
import { readClient } from '../ask/read-client.js';
import type { Check } from './check.js';
import { failed, ok, warning } from './check.js';

const timeoutMs = 3_000;

interface Readiness {
  readonly ok: boolean;
  readonly departments?: Readonly<Record<string, unknown>>;
}

/** Checks of the hub that should be running at HOST and PORT. */
export function hubChecks({ host, port, mode }: HubEnvironment): readonly Check[] {
  const url = `http://${reachableHost(host)}:${String(port)}`;
  const start = 'start it: npm start (or set HOST and PORT to where it runs)';
  return [
    {
      title: 'Hub',
      run: async () => {
        const response = await get(`${url}/health/live`);
        if (response === undefined) return failed(`nothing answers at ${url}`, start);
        return response.ok
          ? ok(`answers at ${url}`)
          : failed(`${url} answers ${String(response.status)}`, 'another program has the port; set PORT');
      },
    },
    {
      title: 'Departments',
      run: async () => {
        const response = await get(`${url}/health/ready`);
        if (response === undefined) return failed('unknown, the hub does not answer', start);
        const { departments = {} } = (await response.json()) as Readiness;
        const down = Object.entries(departments)
          .filter(([, state]) => !isUp(state))
          .map(([name]) => name);
        if (down.length === 0) return ok(`${String(Object.keys(departments).length)} up`);
        return warning(
          `down: ${down.join(', ')}`,
          'start them; the hub picks them up by itself and answers for the others meanwhile',
        );
      },
    },
    {
      title: 'Token and question',
      run: async () => {
        if (mode === 'production') return ok('not tried in production: it needs a client of yours');
        const file: ClientFile = await readClient('education-system');
        const { data, errors } = await new HubClient(file).ask(
          '{ me { id department } }',
          {},
          {
            purpose: 'SCHOOL_ADMISSION',
            officer: 'doctor',
            caseNumber: 'DOCTOR',
          },
        );
        if (errors === undefined && data !== undefined) return ok('a demo client got a token and an answer');
        return failed(
          errors?.[0]?.message ?? 'no answer',
          'compare the clocks of both machines; restart the hub to renew the key files',
        );
      },
    },
  ];
}

function isUp(state: unknown): boolean {
  return state === 'up' || (typeof state === 'object' && state !== null && 'state' in state && state.state === 'up');
}

async function get(url: string): Promise<Response | undefined> {
  return fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined);
}
