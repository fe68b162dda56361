import type { PurposeCode } from '@hub/domain';
import { purposes } from '@hub/domain';
import type { HubAnswer } from '@hub/server';
import { demoClients } from '@hub/gateway';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests } from './department-doors.js';
import { expectAccess, expectRefused } from './expected-access.js';
import type { FieldPath } from './field-paths.js';
import { describeWay, fields, ownerOf, paths } from './graph.js';
import { inParallel } from './in-parallel.js';
import type { Known } from './operation-text.js';
import { writeOperation } from './operation-text.js';
import type { SmallWorld } from './small-world.js';
import { knowSmallWorld, settleSmallWorld, smallWorldClock } from './small-world.js';

interface Question {
  readonly client: string;
  readonly department: (typeof demoClients)[number]['department'];
  readonly purpose: PurposeCode;
  readonly coordinate: string;
}

/** Every client, for every purpose that it holds, asks for every field. */
const questions: readonly Question[] = demoClients.flatMap(({ id: client, department, purposes: held }) =>
  held.flatMap((purpose) => fields.map((coordinate) => ({ client, department, purpose, coordinate }))),
);
const refusalOf = (question: Question) => expectRefused(describeWay(question.coordinate), question);
const isRefused = (question: Question): boolean => refusalOf(question).refused.length > 0;
const describeQuestion = ({ client, purpose, coordinate }: Question): string => `${coordinate}: ${client} ${purpose}`;
const codesOf = ({ errors = [] }: HubAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions['code']);

// Every client times every purpose times every field is well over ten thousand requests
describe('The sharing matrix, asked for over HTTP', { timeout: 240_000 }, () => {
  let hub: HubOnTrial;
  let world: SmallWorld;
  beforeAll(async () => {
    hub = await startHub({ clock: smallWorldClock });
    world = await settleSmallWorld(hub);
  });
  afterAll(() => hub.stop());

  const ask = ({ client, purpose, coordinate }: Question, known: Known): Promise<HubAnswer> => {
    const path = paths.get(coordinate);
    if (path === undefined) throw new RangeError(`${coordinate} cannot be reached`);
    const { text, variables } = writeOperation(path, known);
    return hub.asClient(client, { purpose }).query(text, variables);
  };
  const findWrong = async (
    asked: readonly Question[],
    known: Known,
    judge: (question: Question, answer: HubAnswer) => string | undefined,
  ): Promise<readonly string[]> =>
    (
      await inParallel(8, asked, async (question) => {
        const wrong = judge(question, await ask(question, known));
        return wrong === undefined ? [] : [`${describeQuestion(question)} ${wrong}`];
      })
    ).flat();

  it('refuses whole requests, with exactly the fields at fault, and calls no department for them', async () => {
    const refused = questions.filter(isRefused);
    expect(refused.length).toBeGreaterThan(questions.length / 2);
    const before = await countDepartmentRequests(hub);
    const wrong = await findWrong(refused, knowSmallWorld(world), (question, { status, data, errors = [] }) => {
      const { refused: must, mayBeRefusedToo } = refusalOf(question);
      const [error, ...more] = errors;
      const told = (error?.extensions['fields'] ?? []) as readonly string[];
      const exact = told.filter((field) => !mayBeRefusedToo.includes(field));
      const isWhole =
        status === 403 && error?.extensions['code'] === 'FORBIDDEN' && more.length === 0 && data === undefined;
      return isWhole && exact.join() === must.join() ? undefined : `is answered ${String(status)} [${told.join()}]`;
    });
    expect(wrong).toEqual([]);
    expect((await countDepartmentRequests(hub)) - before).toBe(0);
  });

  it('answers everything else: neither the gateway nor any department refuses a part of it', async () => {
    const before = await countDepartmentRequests(hub);
    const allowed = questions.filter((question) => !isRefused(question));
    const wrong = await findWrong(allowed, knowSmallWorld(world), (_question, answer) =>
      answer.status !== 403 &&
      !codesOf(answer).includes('FORBIDDEN') &&
      !codesOf(answer).includes('INTERNAL_SERVER_ERROR')
        ? undefined
        : `is answered ${String(answer.status)} ${JSON.stringify(answer.errors)}`,
    );
    expect(wrong).toEqual([]);
    // The refusals of the other test would prove nothing if no request were counted
    expect((await countDepartmentRequests(hub)) - before).toBeGreaterThan(100);
  });

  it('keeps a community to its own zone, field by field', async () => {
    const zoned = questions.filter(
      (question) =>
        !isRefused(question) &&
        question.coordinate.startsWith('Person.') &&
        expectAccess(question.coordinate, ownerOf(question.coordinate), question) === 'ownZone',
    );
    expect(zoned.map(({ client }) => client)).toContain('community-system');
    const wrong = await findWrong(zoned, knowSmallWorld(world, world.farPersonId), (_question, answer) => {
      const values = Object.values((answer.data?.['person'] ?? {}) as Readonly<Record<string, unknown>>);
      const reasons = (answer.errors ?? []).map(({ extensions }) => extensions['reason']);
      return values.every((value) => value === null) && reasons.join() === 'OUTSIDE_ZONE'
        ? undefined
        : `is answered outside the zone: ${JSON.stringify(answer.data)} ${JSON.stringify(codesOf(answer))}`;
    });
    expect(wrong).toEqual([]);
  });

  it('knows no purpose that a client does not hold', async () => {
    const before = await countDepartmentRequests(hub);
    const foreign = demoClients.flatMap(({ id, purposes: held }) =>
      purposes.filter(({ code }) => !held.includes(code)).map(({ code }) => ({ id, code })),
    );
    const answers = await inParallel(8, foreign, async ({ id, code }) => {
      const answer = await hub.asClient(id, { purpose: code }).query('{ me { id } }');
      return [id, code, answer.status, ...codesOf(answer), answer.data];
    });
    expect(answers).toEqual(foreign.map(({ id, code }) => [id, code, 400, 'PURPOSE_REQUIRED', undefined]));
    expect((await countDepartmentRequests(hub)) - before).toBe(0);
  });

  const bodyOf = (path: FieldPath): string => {
    const { text, variables } = writeOperation(path, knowSmallWorld(world));
    return JSON.stringify({ query: text, variables });
  };

  it('tells nobody anything without a token, whatever is asked', async () => {
    const answers = await inParallel(8, [...paths.values()], async (path) => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'hub-purpose': 'OWN_RECORDS', 'hub-officer': 'o' },
        body: bodyOf(path),
      });
      const { data, errors } = (await response.json()) as Pick<HubAnswer, 'data' | 'errors'>;
      return [response.status, data, errors?.map(({ extensions }) => extensions['code'])];
    });
    expect(answers).toEqual(answers.map(() => [401, undefined, ['UNAUTHENTICATED']]));
    expect(answers).toHaveLength(fields.length);
  });
});
