import type { ErrorCode } from '@hub/domain';
import { errorCodes } from '@hub/domain';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SmallWorld } from '../authorization/small-world.js';
import { settleSmallWorld, smallWorldClock } from '../authorization/small-world.js';
import type { Outsider, RawAnswer } from './outsider.js';
import { createOutsider, verdictOf } from './outsider.js';

const report = 'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id } }';
const admission = 'query ($id: ID!) { person(id: $id) { id stablyEmployed { answer } enrolled { answer } } }';
const schooling = { client: 'education-system', purpose: 'SCHOOL_ADMISSION' } as const;

/** The whole hub with a few records, and somebody outside. */
interface Trial {
  readonly hub: HubOnTrial;
  readonly outsider: Outsider;
  readonly world: SmallWorld;
}

async function startTrial(): Promise<Trial> {
  const hub = await startHub({ clock: smallWorldClock });
  return { hub, outsider: createOutsider(hub), world: await settleSmallWorld(hub) };
}

describe('Every code of the contract', () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial();
  });
  afterAll(() => trial.hub.stop());

  const hire = ({ outsider, world }: Trial, changed: object): Promise<RawAnswer> => {
    const input = {
      personId: world.farPersonId,
      employerCode: world.enterpriseCode,
      startedOn: '2026-03-02',
      ...changed,
    };
    return outsider.ask(report, { input });
  };
  const detailOf = ({ errors }: RawAnswer, detail: string): unknown => errors[0]?.extensions[detail];

  /** How to meet each code; gives what was answered, with the details that the contract promises looked at. */
  const provocations: Readonly<Record<ErrorCode, () => Promise<RawAnswer>>> = {
    UNAUTHENTICATED: () => trial.outsider.ask('{ me { id } }', {}, { headers: { authorization: 'Bearer x' } }),
    PURPOSE_REQUIRED: () => trial.outsider.ask('{ me { id } }', {}, { headers: { 'hub-purpose': undefined } }),
    FORBIDDEN: async () => {
      const query = 'query ($id: ID!) { person(id: $id) { employments { id } } }';
      const answer = await trial.outsider.ask(query, { id: trial.world.personId }, schooling);
      expect(detailOf(answer, 'fields')).toEqual(['Employment.id', 'Person.employments']);
      return answer;
    },
    BAD_USER_INPUT: async () => {
      const answer = await hire(trial, { idempotencyKey: 'bad', startedOn: '2026-02-30' });
      expect(detailOf(answer, 'field')).toBe('input.startedOn');
      return answer;
    },
    GRAPHQL_PARSE_FAILED: () => trial.outsider.ask('{ me { id }'),
    GRAPHQL_VALIDATION_FAILED: () => trial.outsider.ask('{ me { password } }'),
    LIMIT_EXCEEDED: () => {
      const ids = Array.from({ length: 101 }, () => trial.world.personId);
      return trial.outsider.ask('query ($ids: [ID!]!) { persons(ids: $ids) { id } }', { ids });
    },
    NOT_FOUND: async () => {
      const answer = await trial.outsider.ask('{ person(id: "nobody") { id } }');
      expect([answer.data, answer.errors[0]?.path]).toEqual([{ person: null }, ['person']]);
      return answer;
    },
    CONFLICT: async () => {
      expect(verdictOf(await hire(trial, { idempotencyKey: 'once' }))).toBe('200 OK');
      const answer = await hire(trial, { idempotencyKey: 'once', startedOn: '2026-03-03' });
      expect(answer.errors[0]?.path).toEqual(['reportEmploymentStart']);
      return answer;
    },
    RATE_LIMITED: async () => {
      const busy = await startHub({ variables: { HUB_RATE_LIMIT: '5/min' } });
      const hasty = createOutsider(busy);
      for (let turn = 0; turn < 5; turn += 1) expect(verdictOf(await hasty.ask('{ me { id } }'))).toBe('200 OK');
      const answer = await hasty.ask('{ me { id } }');
      await busy.stop();
      expect(detailOf(answer, 'retryAfterSeconds')).toBe(Number(answer.headers.get('retry-after')));
      return answer;
    },
    DEPARTMENT_UNAVAILABLE: async () => {
      const own = await startTrial();
      await own.hub.hub.getDepartment('labor').stop();
      const answer = await own.outsider.ask(admission, { id: own.world.personId }, schooling);
      await own.hub.stop();
      const person = { id: own.world.personId, stablyEmployed: null, enrolled: { answer: 'YES' } };
      expect([answer.data, answer.errors[0]?.path]).toEqual([{ person }, ['person', 'stablyEmployed']]);
      expect(detailOf(answer, 'department')).toBe('labor');
      expect(detailOf(answer, 'retryAfterSeconds')).toBeGreaterThan(0);
      return answer;
    },
    // What a disk that is gone does: the department runs, but nothing can be read or written
    INTERNAL_SERVER_ERROR: async () => {
      const own = await startTrial();
      await own.hub.hub.getDepartment('labor').getStore().close();
      const answer = await hire(own, { idempotencyKey: 'lost' });
      await own.hub.stop();
      const [error] = answer.errors;
      expect(Object.keys(error?.extensions ?? {}).sort()).toEqual(['code', 'requestId']);
      expect(error?.message).not.toMatch(/store|closed|labor|sqlite/i);
      return answer;
    },
  };

  it.each(Object.keys(errorCodes) as readonly ErrorCode[])('can be met from outside: %s', async (code) => {
    const answer = await provocations[code]();
    expect(verdictOf(answer)).toBe(`${String(errorCodes[code])} ${code}`);
    const [error] = answer.errors;
    expect(error?.extensions['requestId']).toBe(answer.headers.get('x-request-id'));
    expect(error?.message).toMatch(/^\S[^\n]*[^.\s]$/);
  });
});
