import type { Caller, DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import { demoClients } from '@hub/gateway';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepartmentAnswer } from './department-asker.js';
import { askDepartment } from './department-asker.js';
import { findDoor } from './department-doors.js';
import type { GatewaySide } from './department-tokens.js';
import { standInForGateway } from './department-tokens.js';
import { expectAccess } from './expected-access.js';
import type { Step } from './field-paths.js';
import { listDefinedFields, listEntitiesOf, listSteps, ownerOf } from './graph.js';
import { inParallel } from './in-parallel.js';
import type { Operation } from './operation-text.js';
import { writeEntityOperation, writeSelection } from './operation-text.js';
import type { SmallWorld } from './small-world.js';
import { keyOf, knowSmallWorld, settleSmallWorld, smallWorldClock } from './small-world.js';

/** Who could ask: every demo client for every purpose that it holds. */
const callers: readonly Caller[] = demoClients.flatMap(({ id: client, department, purposes, zone }) =>
  purposes.map((purpose) => ({
    client,
    department,
    purpose,
    officer: 'officer-7',
    caseNumber: 'CASE-1',
    ...(zone !== undefined && { zone }),
  })),
);
const codesOf = ({ errors }: DepartmentAnswer): readonly unknown[] =>
  errors.map(({ extensions }) => extensions['code']);

/** What the documents refuse this caller at this door; what a department lists as another's, it refuses to all. */
function listRefused(department: DepartmentName, caller: Caller, steps: readonly Step[]): readonly string[] {
  const own = listDefinedFields(department);
  return steps
    .map(({ coordinate }) => coordinate)
    .filter((field) => !own.includes(field) || expectAccess(field, ownerOf(field), caller) === 'denied')
    .sort();
}

describe('The matrix at the door of a department', () => {
  let hub: HubOnTrial;
  let world: SmallWorld;
  let gateway: GatewaySide;
  beforeAll(async () => {
    hub = await startHub({ clock: smallWorldClock });
    world = await settleSmallWorld(hub);
    gateway = await standInForGateway(hub);
  });
  afterAll(() => hub.stop());

  const ask = async (department: DepartmentName, caller: Caller, operation: Operation): Promise<DepartmentAnswer> => {
    const headers = { 'hub-department-token': await gateway.sign(department, caller) };
    return askDepartment(await findDoor(hub, department), headers, operation.text, operation.variables);
  };

  /** Asks for all the fields, then for those that are not refused. */
  const compare = async (
    department: DepartmentName,
    caller: Caller,
    steps: readonly Step[],
    write: (steps: readonly Step[]) => Operation,
  ): Promise<readonly string[]> => {
    const refused = listRefused(department, caller, steps);
    const who = `${caller.client} ${caller.purpose}`;
    const wrong: string[] = [];
    if (refused.length > 0) {
      const { status, data, errors } = await ask(department, caller, write(steps));
      const told = (errors[0]?.extensions['fields'] ?? []) as readonly string[];
      const differs = [
        ...told.filter((field) => !refused.includes(field)),
        ...refused.filter((field) => !told.includes(field)),
      ];
      if (status !== 403 || data !== undefined || differs.length > 0) {
        wrong.push(`${who}: is refused with ${String(status)}, and otherwise than expected for [${differs.join()}]`);
      }
    }
    const allowed = steps.filter(({ coordinate }) => !refused.includes(coordinate));
    if (allowed.length > 0) {
      const answer = await ask(department, caller, write(allowed));
      if (codesOf(answer).some((code) => code === 'FORBIDDEN' || code === 'INTERNAL_SERVER_ERROR')) {
        wrong.push(`${who}: must be answered, is ${String(answer.status)} ${JSON.stringify(answer.errors)}`);
      }
    }
    return wrong;
  };

  it.each(departmentNames)('holds for every field of every entity that %s finds by key', async (department) => {
    const asked = listEntitiesOf(department).flatMap((type) => callers.map((caller) => ({ type, caller })));
    expect(asked.length).toBeGreaterThanOrEqual(callers.length);
    const wrong = await inParallel(8, asked, ({ type, caller }) =>
      compare(department, caller, listSteps(department, type), (steps) =>
        writeEntityOperation(type, [keyOf(type, world)], steps, knowSmallWorld(world)),
      ),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it.each(departmentNames)('holds for every field at the roots of %s', async (department) => {
    const roots = (['Query', 'Mutation'] as const).filter((type) => listSteps(department, type).length > 0);
    const asked = roots.flatMap((type) => callers.map((caller) => ({ type, caller })));
    expect(asked.length).toBeGreaterThanOrEqual(callers.length);
    const wrong = await inParallel(8, asked, ({ type, caller }) =>
      compare(department, caller, listSteps(department, type), (steps) => {
        const { text, variables, declarations } = writeSelection(steps, knowSmallWorld(world));
        return { text: `${type.toLowerCase()}${declarations} { ${text} }`, variables };
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it.each(departmentNames)('shows the schema of %s to nobody', async (department) => {
    const answers = await inParallel(8, callers, async (caller) => {
      const service = await ask(department, caller, { text: '{ _service { sdl } }', variables: {} });
      const schema = await ask(department, caller, { text: '{ __schema { types { name } } }', variables: {} });
      return [service.status, service.data, ...codesOf(service), schema.status, schema.data];
    });
    expect(answers).toEqual(callers.map(() => [403, undefined, 'FORBIDDEN', 400, undefined]));
  });
});
