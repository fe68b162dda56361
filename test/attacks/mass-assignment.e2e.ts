import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests } from '../authorization/department-doors.js';
import { inParallel } from '../authorization/in-parallel.js';
import { settleSmallWorld, smallWorldClock } from '../authorization/small-world.js';
import { clientOf } from './client-of.js';
import { addAt, fillVariables, listInputObjects, listLeaves, replaceAt, roots } from './input-leaves.js';
import type { Outsider } from './outsider.js';
import { createOutsider, verdictOf } from './outsider.js';
import { knowGoodInputs } from './sample-inputs.js';
import { findLeakedNames } from './schema-names.js';

/** What an attacker would like to set: keys of the store, states, owners, operators, prototypes. */
const extras = [
  ...['_id', 'id', 'status', 'state', 'number', 'receiptNumber', 'registeredOn', 'flags', 'role', 'department'],
  ...['departmentId', 'createdBy', 'createdAt', 'updatedAt', 'deletedAt', 'matchKey', 'identity', 'zone', 'isAdmin'],
  ...['$set', '$where', '$unset', 'input', 'a.b', 'constructor', 'prototype', '__proto__', 'toString', ''],
];
/** What is no name of GraphQL may be somebody's data in the wrong place: an answer does not repeat it. */
const isName = (text: string): boolean => /^[_A-Za-z][_0-9A-Za-z]*$/.test(text);
const mutations = roots.filter(({ coordinate }) => coordinate.startsWith('Mutation.'));

describe('A mutation', () => {
  let hub: HubOnTrial;
  let outsider: Outsider;
  beforeAll(async () => {
    hub = await startHub({ clock: smallWorldClock });
    outsider = createOutsider(hub);
  });
  afterAll(() => hub.stop());

  it('takes no field that its input does not have, however deep, and asks no department about it', async () => {
    const attempts = mutations.flatMap((root) =>
      listInputObjects(root).flatMap(({ path, fields }) =>
        extras.filter((extra) => !fields.includes(extra)).map((extra) => ({ root, path, extra })),
      ),
    );
    expect(attempts.length).toBeGreaterThan(500);
    const before = await countDepartmentRequests(hub);
    const wrong = await inParallel(8, attempts, async ({ root, path, extra }) => {
      const variables = addAt(
        fillVariables(root, () => undefined),
        path,
        extra,
        'x',
      );
      const answer = await outsider.ask(root.text, variables, { client: clientOf(root.coordinate) });
      const [error] = answer.errors;
      const isRefused =
        verdictOf(answer) === '400 BAD_USER_INPUT' &&
        error?.extensions['field'] === (isName(extra) ? `${path}.${extra}` : path) &&
        error.extensions['reason'] === 'UNKNOWN_FIELD' &&
        findLeakedNames(answer, `${root.text} ${JSON.stringify(variables)}`).length === 0;
      return isRefused ? [] : [`${root.coordinate} ${path}.${extra}: ${answer.text}`];
    });
    expect(wrong.flat()).toEqual([]);
    expect(await countDepartmentRequests(hub)).toBe(before);
  });

  it('is no more open to what is written into its text, and names nothing that is missing', async () => {
    const before = await countDepartmentRequests(hub);
    const wrong = await inParallel(8, mutations, async ({ coordinate }) => {
      const text = `mutation { ${coordinate.slice('Mutation.'.length)}(input: { _id: "x", createdBy: "me" }) { __typename } }`;
      const answer = await outsider.ask(text, {}, { client: clientOf(coordinate) });
      const isRefused = verdictOf(answer) === '400 GRAPHQL_VALIDATION_FAILED' && answer.data === undefined;
      const leaked = findLeakedNames(answer, text);
      return isRefused && leaked.length === 0 ? [] : [`${coordinate}: ${answer.text} ${leaked.join()}`];
    });
    expect(wrong.flat()).toEqual([]);
    expect(await countDepartmentRequests(hub)).toBe(before);
  });

  it('takes no id that is another’s, or nobody’s, for one of its own', async () => {
    const world = await settleSmallWorld(hub);
    const good = knowGoodInputs(world);
    const flipped = `${world.personId.slice(0, -1)}${world.personId.endsWith('0') ? '1' : '0'}`;
    const attempts = mutations.flatMap((root) =>
      listLeaves(root)
        .filter(({ type }) => type.name === 'ID')
        .flatMap((leaf) =>
          [flipped, world.dwellingId, world.personId, world.enterpriseCode]
            .filter((id) => !(id === world.dwellingId && leaf.path.endsWith('dwellingId')))
            .filter((id) => !(id === world.personId && /(person|landlord|operator)Ids?(\[0\])?$/i.test(leaf.path)))
            .map((id) => ({ root, leaf, id })),
        ),
    );
    expect(attempts.length).toBeGreaterThan(30);
    const wrong = await inParallel(8, attempts, async ({ root, leaf, id }) => {
      const variables = replaceAt(fillVariables(root, good), leaf.path, id);
      const answer = await outsider.ask(root.text, variables, { client: clientOf(root.coordinate) });
      const field = String(answer.errors[0]?.extensions['field']);
      const isRefused =
        /^(200 NOT_FOUND|400 BAD_USER_INPUT)$/.test(verdictOf(answer)) &&
        field.startsWith(leaf.path.split('[')[0] ?? '');
      return isRefused ? [] : [`${root.coordinate} ${leaf.path} ${id}: ${answer.text}`];
    });
    expect(wrong.flat()).toEqual([]);
  });
});
