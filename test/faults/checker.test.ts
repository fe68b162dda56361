import { describe, expect, it } from 'vitest';
import { findViolations } from './checker.js';
import type { Bulletin, Evidence, Intent, Reception } from './evidence.js';

const receivers = ['police-a', 'police-b'] as const;

/** Three hires of which police was told at two receivers, and nothing wrong with any of it. */
function soundEvidence(): Evidence {
  const intents = ['ann', 'bo', 'cy'].map((subject): Intent => ({
    name: `hire ${subject}`,
    outcome: 'ok',
    tells: [{ kind: 'N-01', to: 'police', subject }],
    answers: [`{"id":"e-${subject}"}`],
  }));
  const bulletins = intents.map(({ tells: [told] }, index): Bulletin => ({
    id: `id-${String(index + 1)}`,
    kind: 'N-01',
    to: 'police',
    number: `N-01/labor-police/2026/00000${String(index + 1)}`,
    previousNumber: index === 0 ? null : `N-01/labor-police/2026/00000${String(index)}`,
    subject: told?.subject ?? '',
  }));
  return {
    intents,
    bulletins,
    subscriptions: receivers.map((receiver) => ({
      id: `to-${receiver}`,
      receiver,
      department: 'police',
      kinds: ['N-01'],
    })),
    deliveries: bulletins.flatMap(({ id }) =>
      receivers.map((receiver) => ({ notificationId: id, subscriptionId: `to-${receiver}`, state: 'DELIVERED' })),
    ),
    receptions: bulletins.flatMap(({ id, kind, to, subject }) =>
      receivers.map((receiver): Reception => {
        const body = { bodyHash: `hash of ${id}`, isSigned: true, isAccepted: true };
        return { receiver, webhookId: id, kind, to, subject, ...body };
      }),
    ),
  };
}

const sound = soundEvidence();
const invariantsBroken = (evidence: Evidence): readonly string[] => [
  ...new Set(findViolations(evidence).map(({ invariant }) => invariant)),
];

function changed<T>(items: readonly T[], index: number, change: Partial<T>): readonly T[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}

function without<T>(items: readonly T[], index: number): readonly T[] {
  return items.filter((_item, at) => at !== index);
}

const [firstReception] = sound.receptions;
const [firstBulletin] = sound.bulletins;
const [firstDelivery] = sound.deliveries;
if (firstReception === undefined || firstBulletin === undefined || firstDelivery === undefined) throw new Error('None');

describe('The checker of invariants', () => {
  it('has nothing to say where nothing is wrong', () => {
    expect(findViolations(sound)).toEqual([]);
  });

  it('lets a bulletin come twice under the same id with the same bytes, also to be refused first', () => {
    const again = { ...firstReception, isAccepted: false };
    expect(findViolations({ ...sound, receptions: [again, ...sound.receptions] })).toEqual([]);
  });

  it.each<[what: string, planted: Partial<Evidence>, invariant: string, finding: string]>([
    [
      'a bulletin that nobody received, though the hub says so',
      { receptions: without(sound.receptions, 0) },
      'I1',
      'N-01/labor-police/2026/000001 to police-a is called delivered, and never was',
    ],
    [
      'a bulletin that was received and refused, though the hub says that it was delivered',
      { receptions: changed(sound.receptions, 0, { isAccepted: false }) },
      'I1',
      'N-01/labor-police/2026/000001 to police-a is called delivered, and never was',
    ],
    [
      'an operation that was answered and told to nobody',
      {
        intents: [
          ...sound.intents,
          { name: 'hire di', outcome: 'ok', answers: [], tells: [{ kind: 'N-01', to: 'police', subject: 'di' }] },
        ],
      },
      'I1',
      'hire di (ok): N-01 about di for police was issued 0 times, not 1',
    ],
    [
      'an operation that was refused and told all the same',
      { intents: changed(sound.intents, 0, { outcome: 'fail' }) },
      'I1',
      'hire ann (fail): N-01 about ann for police was issued 1 times, not 0',
    ],
    [
      'an operation of which half is told',
      {
        intents: changed(sound.intents, 1, {
          outcome: 'unknown',
          tells: [
            { kind: 'N-01', to: 'police', subject: 'bo' },
            { kind: 'N-05', to: 'police', subject: 'bo' },
          ],
        }),
      },
      'I1',
      'hire bo (unknown): N-05 about bo for police was issued 0 times, not 1',
    ],
    [
      'a subscription that was forgotten',
      { deliveries: without(sound.deliveries, 3) },
      'I1',
      'N-01/labor-police/2026/000002 to police-b has 0 deliveries',
    ],
    [
      'two deliveries of one bulletin to one subscription',
      { deliveries: [...sound.deliveries, firstDelivery] },
      'I1',
      'N-01/labor-police/2026/000001 to police-a has 2 deliveries',
    ],
    [
      'a delivery that never ends',
      { deliveries: changed(sound.deliveries, 0, { state: 'DUE' }) },
      'I1',
      'N-01/labor-police/2026/000001 to police-a is still DUE',
    ],
    [
      'a process that turns in a loop',
      { processes: [{ name: 'gateway', runningMs: 10_000, logLines: 5_000 }] },
      'I7',
      'gateway: logLinesASecond is 500, more than 100',
    ],
    [
      'a process that keeps what it opens',
      { processes: [{ name: 'police', runningMs: 10_000, logLines: 5, openFiles: 1_000, residentMb: 100 }] },
      'I7',
      'police: openFiles is 1000, more than 400',
    ],
    [
      'a process that grows',
      { processes: [{ name: 'labor', runningMs: 1_000, logLines: 5_000, residentMb: 2_000 }] },
      'I7',
      'labor: residentMb is 2000, more than 700',
    ],
    [
      'a bulletin at a receiver that is not subscribed',
      { receptions: [...sound.receptions, { ...firstReception, receiver: 'canary' }] },
      'I2',
      'N-01 for police (id-1) came to canary, who did not ask for it',
    ],
    [
      'a bulletin of a kind that the receiver did not ask for',
      { subscriptions: changed(sound.subscriptions, 0, { kinds: ['N-02'] }) },
      'I2',
      'N-01 for police (id-1) came to police-a, who did not ask for it',
    ],
    [
      'a bulletin that is not signed with the key of its receiver',
      { receptions: changed(sound.receptions, 0, { isSigned: false }) },
      'I2',
      'N-01 for police (id-1) came to police-a without its signature',
    ],
    [
      'a bulletin that is in no inbox',
      { receptions: [...sound.receptions, { ...firstReception, webhookId: 'id-9' }] },
      'I2',
      'N-01 for police (id-9) came to police-a and is in no inbox',
    ],
    [
      'a bulletin that says another thing than the inbox',
      { receptions: changed(sound.receptions, 0, { subject: 'bo' }) },
      'I2',
      'N-01 for police (id-1) came to police-a and says another thing than the inbox',
    ],
    [
      'a bulletin that follows from nothing',
      { intents: without(sound.intents, 2) },
      'I2',
      'N-01/labor-police/2026/000003 follows from nothing that was done',
    ],
    [
      'a copy under another id',
      { receptions: [...sound.receptions, { ...firstReception, webhookId: 'id-2', subject: 'ann' }] },
      'I3',
      'N-01 about ann for police at police-a came under 2 ids',
    ],
    [
      'a copy with other bytes',
      { receptions: [...sound.receptions, { ...firstReception, bodyHash: 'another' }] },
      'I3',
      'id-1 came with 2 different bodies',
    ],
    [
      'a copy where nothing was disturbed',
      { receptions: [...sound.receptions, firstReception], isUndisturbed: true },
      'I3',
      'id-1 at police-a came 2 times',
    ],
    [
      'a key that is answered in two ways',
      { intents: changed(sound.intents, 0, { answers: ['{"id":"e-ann"}', '{"id":"e-x"}'] }) },
      'I4',
      'hire ann was answered {"id":"e-ann"} and {"id":"e-x"}',
    ],
    [
      'an instant that was run twice',
      {
        occurrences: Array.from({ length: 2 }, () => ({ schedule: 'holiday-watch', dueAt: '2026-11-20T00:00:00Z' })),
      },
      'I6',
      'holiday-watch of 2026-11-20T00:00:00Z has 2 occurrences',
    ],
    [
      'a gap in the numbers',
      { bulletins: changed(sound.bulletins, 2, { number: 'N-01/labor-police/2026/000004' }) },
      'NUMBERS',
      'N-01/labor-police/2026: N-01/labor-police/2026/000004 stands at 3',
    ],
    [
      'a number that was given twice',
      { bulletins: changed(sound.bulletins, 2, { number: 'N-01/labor-police/2026/000002' }) },
      'NUMBERS',
      'N-01/labor-police/2026: N-01/labor-police/2026/000002 stands at 3',
    ],
    [
      'a number that names another one before it',
      { bulletins: changed(sound.bulletins, 1, { previousNumber: null }) },
      'NUMBERS',
      'N-01/labor-police/2026/000002 names null before it, not N-01/labor-police/2026/000001',
    ],
  ])('finds %s', (_what, planted, invariant, finding) => {
    const found = findViolations({ ...sound, ...planted });
    expect(found).toContainEqual({ invariant, finding });
  });

  it('names a loss by itself, and not as something else', () => {
    expect(invariantsBroken({ ...sound, receptions: without(sound.receptions, 0) })).toEqual(['I1']);
    expect(invariantsBroken({ ...sound, receptions: changed(sound.receptions, 0, { bodyHash: 'x' }) })).toEqual(['I3']);
  });

  it('leaves it open whether what is unknown was done', () => {
    const done = changed(sound.intents, 0, { outcome: 'unknown' as const });
    expect(findViolations({ ...sound, intents: done })).toEqual([]);
    const tells = [{ kind: 'N-01', to: 'police', subject: 'di' }] as const;
    const notDone: Intent = { name: 'hire di', outcome: 'unknown', answers: [], tells };
    expect(findViolations({ ...sound, intents: [...sound.intents, notDone] })).toEqual([]);
  });
});
