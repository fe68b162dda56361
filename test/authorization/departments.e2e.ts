import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import { HubClient } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askDepartment } from './department-asker.js';
import { findDoor } from './department-doors.js';
import type { Forgery, GatewaySide } from './department-tokens.js';
import { forgeToken, standInForGateway } from './department-tokens.js';
import { listSteps } from './graph.js';
import { inParallel } from './in-parallel.js';
import { writeSelection } from './operation-text.js';
import type { SmallWorld } from './small-world.js';
import { knowSmallWorld, settleSmallWorld, smallWorldClock } from './small-world.js';

/** Everything at a department's root, and the machinery of federation and of introspection. */
function listRoots(department: DepartmentName, world: SmallWorld): readonly string[] {
  const roots = (['Query', 'Mutation'] as const).flatMap((type) =>
    listSteps(department, type).map((step) => {
      const { text, declarations } = writeSelection([step], knowSmallWorld(world));
      return `${type.toLowerCase()}${declarations} { ${text} }`;
    }),
  );
  return [
    ...roots,
    '{ _service { sdl } }',
    `{ _entities(representations: [{ __typename: "Person", id: "${world.personId}" }]) { __typename } }`,
    '{ __schema { types { name } } }',
    '{ __type(name: "Person") { name } }',
    '{ __typename }',
  ];
}

describe('The door of a department', () => {
  let hub: HubOnTrial;
  let world: SmallWorld;
  let gateway: GatewaySide;
  beforeAll(async () => {
    hub = await startHub({ clock: smallWorldClock });
    world = await settleSmallWorld(hub);
    gateway = await standInForGateway(hub);
  });
  afterAll(() => hub.stop());

  /** Headers by what is wrong with them. */
  const listAttempts = async (department: DepartmentName) => {
    const goodKey = gateway.keyOf(department);
    const other: DepartmentName = department === 'labor' ? 'police' : 'labor';
    const forge = (forgery: Forgery) => ({ 'hub-department-token': forgeToken(department, goodKey, forgery) });
    const now = Math.floor(Date.now() / 1000);
    const accessToken = await new HubClient(await hub.readClientFile(`${department}-system`)).getToken();
    const attempts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'no token': {},
      'an empty token': { 'hub-department-token': '' },
      'the access token of its own client': { 'hub-department-token': accessToken },
      'an access token as bearer': { authorization: `Bearer ${accessToken}` },
      'the right token in the wrong header': { authorization: `Bearer ${forgeToken(department, goodKey)}` },
      "another department's token": { 'hub-department-token': forgeToken(other, gateway.keyOf(other)) },
      'the key of another department': forge({ key: gateway.keyOf(other) }),
      "the hub's secret as key": forge({ key: gateway.secret }),
      'no algorithm': forge({ header: { alg: 'none' }, key: 'unsigned' }),
      'no signature': forge({ key: 'unsigned' }),
      'another algorithm with the right key': forge({ header: { alg: 'HS512' }, hash: 'sha512' }),
      'an end in the past': forge({ claims: { iat: now - 120, exp: now - 60 } }),
      'a life of a year': forge({ claims: { exp: now + 31_536_000 } }),
      'no end': forge({ claims: { exp: undefined } }),
      'another audience': forge({ claims: { aud: `department:${other}` } }),
      'several audiences': forge({ claims: { aud: [`department:${department}`, `department:${other}`] } }),
      'another issuer': forge({ claims: { iss: 'police-system' } }),
      'the type of an access token': forge({ header: { typ: 'at+jwt' } }),
      'no type': forge({ header: { typ: undefined } }),
      'an unknown purpose': forge({ claims: { purpose: 'CURIOSITY' } }),
      'no purpose': forge({ claims: { purpose: undefined } }),
      'an unknown department': forge({ claims: { dept: 'tax' } }),
    };
    return Object.entries(attempts);
  };

  it.each(departmentNames)('opens to nobody without the token that the gateway makes for %s', async (department) => {
    const door = await findDoor(hub, department);
    const pairs = (await listAttempts(department)).flatMap(([what, headers]) =>
      listRoots(department, world).map((text) => ({ what, headers, text })),
    );
    const answers = await inParallel(8, pairs, async ({ what, headers, text }) => {
      const { status, data, errors } = await askDepartment(door, headers, text);
      return [what, text, status, data, errors[0]?.extensions['code']];
    });
    expect(answers).toEqual(pairs.map(({ what, text }) => [what, text, 401, undefined, 'UNAUTHENTICATED']));
    // A token made in the same way, with nothing forged, does open it
    const good = { 'hub-department-token': forgeToken(department, gateway.keyOf(department)) };
    const { status, data } = await askDepartment(door, good, '{ __typename }');
    expect([status, data]).toEqual([200, { __typename: 'Query' }]);
  });
});
