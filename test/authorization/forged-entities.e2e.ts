import type { Caller, DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import type { GraphQLOutputType } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepartmentAnswer } from './department-asker.js';
import { askDepartment } from './department-asker.js';
import { findDoor } from './department-doors.js';
import type { GatewaySide } from './department-tokens.js';
import { standInForGateway } from './department-tokens.js';
import type { Step } from './field-paths.js';
import { listDefinedFields, listEntitiesOf, listSteps } from './graph.js';
import { inParallel } from './in-parallel.js';
import type { Operation } from './operation-text.js';
import { writeEntityOperation } from './operation-text.js';
import type { SmallWorld } from './small-world.js';
import { keyOf, knowSmallWorld, settleSmallWorld, smallWorldClock } from './small-world.js';

/** A department that reads its own records, all of which it may read. */
const ownerOf = (department: DepartmentName): Caller => ({
  client: `${department}-system`,
  department,
  purpose: 'OWN_RECORDS',
  officer: 'officer-7',
});
const doors = departmentNames.flatMap((department) => listEntitiesOf(department).map((type) => ({ department, type })));
/** What a department answers of an entity out of its own records, beyond the key. */
const ownSteps = (department: DepartmentName, type: string): readonly Step[] =>
  listSteps(department, type).filter(
    ({ coordinate, field }) =>
      listDefinedFields(department).includes(coordinate) &&
      !['id', 'code'].includes(field.name) &&
      coordinate !== 'Dwelling.grid',
  );
/** Whether an answer tells anything of a record: a yes, a value, an entry of a list. */
function tells(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.some(tells);
  if (typeof value !== 'object') return true;
  return 'answer' in value ? value.answer === 'YES' : Object.values(value).some(tells);
}

describe('An entity that the gateway never asked for', () => {
  let hub: HubOnTrial;
  let world: SmallWorld;
  let gateway: GatewaySide;
  beforeAll(async () => {
    hub = await startHub({ clock: smallWorldClock });
    world = await settleSmallWorld(hub);
    gateway = await standInForGateway(hub);
  });
  afterAll(() => hub.stop());

  const ask = async (
    department: DepartmentName,
    operation: Operation,
    caller = ownerOf(department),
  ): Promise<DepartmentAnswer> =>
    askDepartment(
      await findDoor(hub, department),
      { 'hub-department-token': await gateway.sign(department, caller) },
      operation.text,
      operation.variables,
    );
  const askFor = (
    { department, type }: (typeof doors)[number],
    ...keys: readonly Readonly<Record<string, unknown>>[]
  ) => ask(department, writeEntityOperation(type, keys, ownSteps(department, type), knowSmallWorld(world)));
  const withRecords = doors.filter(({ department, type }) => ownSteps(department, type).length > 0);

  it('tells nothing under a key that is not one', async () => {
    const forged: readonly unknown[] = [
      '',
      'x',
      '__proto__',
      '\u0000',
      'a'.repeat(100_000),
      7,
      true,
      null,
      { $ne: '' },
      { $gt: '' },
      { toString: 'x' },
    ];
    const told = await inParallel(8, withRecords, async (door) => {
      const name = Object.keys(keyOf(door.type, world))[0] ?? 'id';
      const [good, missing, ...bad] = await Promise.all([
        askFor(door, keyOf(door.type, world)),
        askFor(door, {}),
        ...forged.map((key) => askFor(door, { [name]: key })),
      ]);
      return { ...door, good: tells(good.data), missing: tells(missing.data), bad: bad.map(({ data }) => tells(data)) };
    });
    expect(told).toEqual(
      withRecords.map((door) => ({ ...door, good: true, missing: false, bad: forged.map(() => false) })),
    );
  });

  it('brings no values of its own', async () => {
    const answers = await inParallel(8, withRecords, async (door) => {
      const forged = Object.fromEntries(
        listSteps(door.department, door.type).map(({ field }) => [field.name, forgeValue(field.type)]),
      );
      const key = keyOf(door.type, world);
      const [honest, padded, nobody] = await Promise.all([
        askFor(door, key),
        askFor(door, { ...forged, ...key, _id: 'x', ['__proto__']: { status: 'x' } }),
        askFor(door, { ...forged, ...Object.fromEntries(Object.keys(key).map((name) => [name, 'nobody'])) }),
      ]);
      return { ...door, differs: JSON.stringify(padded) !== JSON.stringify(honest), nobody: tells(nobody.data) };
    });
    expect(answers).toEqual(withRecords.map((door) => ({ ...door, differs: false, nobody: false })));
  });

  it('gets no grid for what a dwelling does not have', async () => {
    const grid = listSteps('community', 'Dwelling').filter(({ coordinate }) => coordinate === 'Dwelling.grid');
    const askGrid = (required: Readonly<Record<string, unknown>>): Promise<DepartmentAnswer> =>
      ask(
        'community',
        writeEntityOperation('Dwelling', [{ id: world.dwellingId, ...required }], grid),
        ownerOf('police'),
      );
    const anywhere = { longitude: { $gt: -999 }, latitude: { $gt: -999 } };
    const forged = [
      ...['', '\u0000', '__proto__', 'a'.repeat(100_000), 7, { $ne: '' }, { $regex: '.*' }].map((gridCode) => ({
        gridCode,
      })),
      ...[7, 'x', [], {}, anywhere, { longitude: 1e308, latitude: -1e308 }].map((location) => ({ location })),
    ];
    expect(tells((await askGrid({ gridCode: world.gridCode })).data)).toBe(true);
    const answers = await Promise.all(forged.map(async (required) => (await askGrid(required)).data));
    expect(answers).toEqual(forged.map(() => ({ _entities: [{ grid: null }] })));
  });

  it('is of a type with a key, or is nothing', async () => {
    const names = [
      'Nobody',
      '__proto__',
      'constructor',
      'Query',
      'Mutation',
      'Verification',
      '_Entity',
      'String',
      '',
      7,
      null,
      {},
    ];
    const text = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
    const asked = departmentNames.flatMap((department) => names.map((name) => ({ department, name })));
    const answers = await inParallel(8, asked, async ({ department, name }) => {
      const of = [{ __typename: name, id: world.personId, code: world.schoolCode }];
      const { data, errors } = await ask(department, { text, variables: { of } });
      return [department, name, data?.['_entities'] ?? [null], errors.length];
    });
    expect(answers).toEqual(asked.map(({ department, name }) => [department, name, [null], 1]));
  });

  it.each(departmentNames)('does not come ten thousand at a time to %s', async (department) => {
    const [type = ''] = listEntitiesOf(department);
    const keys = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index), code: String(index) }));
    const text = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
    const flood = { text, variables: { of: keys.map((key) => ({ __typename: type, ...key })) } };
    const written = `{ __typename: "${type}", id: "x", code: "x" },`.repeat(10_000);
    const literal = { text: `{ _entities(representations: [${written}]) { __typename } }`, variables: {} };
    for (const operation of [flood, literal]) {
      const { data, errors } = await ask(department, operation);
      expect(data ?? null).toBeNull();
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['LIMIT_EXCEEDED']);
    }
  });

  it('of a community without a zone is in nobody’s zone', async () => {
    const caller: Caller = { ...ownerOf('community'), purpose: 'GRID_VISIT', caseNumber: 'CASE-1' };
    const steps = listSteps('police', 'Person').filter(({ field }) => field.name === 'residence');
    const operation = writeEntityOperation('Person', [keyOf('Person', world)], steps);
    const { data, errors } = await ask('police', operation, caller);
    expect(data).toEqual({ _entities: [{ residence: null }] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', reason: 'NO_ZONE' } }]);
    expect((await ask('police', operation, { ...caller, zone: '330921200' })).errors).toEqual([]);
  });
});

function forgeValue(type: GraphQLOutputType): unknown {
  const named = getNamedType(type);
  if (String(type).startsWith('[')) return [{ __typename: named.name, id: 'forged', code: 'forged' }];
  if (named.name === 'Verification') return { answer: 'YES', reason: 'FORGED', source: 'HUB' };
  return isObjectType(named) ? { __typename: named.name, id: 'forged', code: 'forged' } : 'FORGED';
}
