import { createLaborSubgraph } from '@hub/labor';
import type { HubClient } from '@hub/server';
import { openStore } from '@hub/store';
import { collectionsOf, feedCollection, outboxCollection } from '@hub/subgraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventCitizen, inventCreditCode } from '../stories/cast.fixture.js';
import { mutationText, UnexpectedAnswer } from '../stories/office.fixture.js';
import { findFreePorts } from './free-ports.fixture.js';
import { Premises } from './hub-process.fixture.js';

const own = { purpose: 'OWN_RECORDS', officer: 'counter-1' } as const;
const hireText = mutationText('reportEmploymentStart', '{ id startedOn employerCode }');
const employer = inventCreditCode();

/** A hire and what the hub hears of it are one: whenever labor dies, both are there or neither is. */
describe.each([
  ['before it commits', 'outbox.before-commit', 0],
  ['after it has committed and before it answers', 'outbox.after-commit', 1],
] as const)('A department that is killed %s', (_when, failpoint, heldBeforeRetry) => {
  let premises: Premises;
  let client: HubClient;
  let personId: string;
  let first: unknown;

  beforeAll(async () => {
    premises = await Premises.open(await findFreePorts());
    const hub = await premises.start();
    personId = await mintPerson();
    await hub.kill();
  });
  afterAll(() => premises.close());

  /** Somebody whom police knows, by id. */
  async function mintPerson(): Promise<string> {
    client = await premises.client('labor');
    const item = { reference: 'a', ...inventCitizen('新工人', '1990-03-07') };
    const text = mutationText('resolvePersons', '{ results { personId } }');
    const answer = await client.ask(text, { input: { mint: true, items: [item] } }, own);
    const { resolvePersons } = (answer.data ?? {}) as {
      readonly resolvePersons?: { readonly results: readonly { readonly personId: string | null }[] };
    };
    const id = resolvePersons?.results[0]?.personId;
    if (typeof id !== 'string') throw new UnexpectedAnswer(answer);
    return id;
  }

  const hire = () =>
    client.ask(
      hireText,
      {
        input: { idempotencyKey: 'the one hire', personId, employerCode: employer, startedOn: '2026-03-01' },
      },
      own,
    );

  /** What labor holds and what it tells, as its store has it while nobody runs. */
  async function lookInside(): Promise<{ readonly hires: readonly unknown[]; readonly told: readonly unknown[] }> {
    const collections = collectionsOf(createLaborSubgraph());
    const store = await openStore({ database: 'hub_labor', dataDir: premises.dataDir, collections });
    try {
      const [employments] = collections.filter(({ name }) => name === 'employments');
      if (employments === undefined) throw new Error('Labor has no employments');
      const hires = await store.collection(employments).find({}).toArray();
      const events = await store.collection(outboxCollection).find({}).toArray();
      const feed = await store.collection(feedCollection).findOne({ _id: 'feed' });
      expect(feed?.last).toBe(events.length);
      return { hires: hires.map(({ _id }) => _id), told: events.map(({ data }) => data['employmentId']) };
    } finally {
      await store.close();
    }
  }

  it('gives no answer', async () => {
    const hub = await premises.start({ HUB_FAILPOINT: failpoint });
    await expect(hire()).rejects.toMatchObject({ code: 'DEPARTMENT_UNAVAILABLE' });
    expect(await hub.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('holds the hire and its event, or neither', async () => {
    const { hires, told } = await lookInside();
    expect(hires).toHaveLength(heldBeforeRetry);
    expect(told).toEqual(hires);
  });

  it('answers to the same key as if nothing had been, once and for all', async () => {
    await premises.start();
    const answer = await hire();
    if (answer.errors !== undefined) throw new UnexpectedAnswer(answer);
    first = answer.data;
    expect((await hire()).data).toEqual(first);
    await premises.stopAll();
  });

  it('has one hire and one event in the end', async () => {
    const { hires, told } = await lookInside();
    expect(hires).toEqual([
      (first as { readonly reportEmploymentStart: { readonly id: string } }).reportEmploymentStart.id,
    ]);
    expect(told).toEqual(hires);
  });
});
