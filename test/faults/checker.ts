import type { Bulletin, Evidence, Intent, Reception, Subscribed, Told } from './evidence.js';

/** What every fault must leave as it is. */
export type Invariant =
  /** Nothing lost: what was done is told, once, to everybody who asked for it. */
  | 'I1'
  /** Nobody else: what is received was meant for the receiver, signed with its key, and follows from what was done. */
  | 'I2'
  /** At least once under one key: copies have the same id and the same bytes. */
  | 'I3'
  /** An answer holds: the same key is answered the same. */
  | 'I4'
  /** One occurrence for each due instant. */
  | 'I6'
  /** Bounded: no process has grown, holds on to connections or files, or turns in a loop and writes of it. */
  | 'I7'
  /** Numbers of a series have no gap, and each names the one before. */
  | 'NUMBERS';

export interface Violation {
  readonly invariant: Invariant;
  readonly finding: string;
}

/** Holds what is known from outside against what must be so; knows nothing of how the hub does it. */
export function findViolations(evidence: Evidence): readonly Violation[] {
  return [
    ...checkTold(evidence),
    ...checkDelivered(evidence),
    ...checkReceived(evidence),
    ...checkCopies(evidence),
    ...checkAnswers(evidence),
    ...checkOccurrences(evidence),
    ...checkBounds(evidence),
    ...checkNumbers(evidence),
  ];
}

/** Of `ok` each bulletin was issued once, of `unknown` all of them once or none, of `fail` none; and there are no others. */
function checkTold({ intents, bulletins }: Evidence): Violation[] {
  const issued = countBy(bulletins, keyOf);
  const meant = new Set(intents.flatMap(({ tells }) => tells.map(keyOf)));
  const wrong = intents.flatMap(({ name, outcome, tells }) => {
    const counts = tells.map((told) => issued.get(keyOf(told)) ?? 0);
    const expected = expectedCount(outcome, counts);
    return tells.flatMap((told, index) => {
      const count = counts[index] ?? 0;
      const finding = `${name} (${outcome}): ${keyOf(told)} was issued ${String(count)} times, not ${String(expected)}`;
      return count === expected ? [] : [violation('I1', finding)];
    });
  });
  const invented = bulletins.filter((bulletin) => !meant.has(keyOf(bulletin)));
  return [...wrong, ...invented.map(({ number }) => violation('I2', `${number} follows from nothing that was done`))];
}

function expectedCount(outcome: Intent['outcome'], counts: readonly number[]): number {
  if (outcome === 'unknown') return counts.some((count) => count > 0) ? 1 : 0;
  return outcome === 'ok' ? 1 : 0;
}

/** One delivery of each bulletin to each subscription that asked for it, and what the hub says of it is so. */
function checkDelivered({ bulletins, subscriptions, deliveries, receptions }: Evidence): Violation[] {
  const rows = groupBy(deliveries, ({ notificationId, subscriptionId }) => `${notificationId} ${subscriptionId}`);
  const accepted = new Set(
    receptions.filter(({ isAccepted }) => isAccepted).map(({ receiver, webhookId }) => `${webhookId} ${receiver}`),
  );
  return bulletins.flatMap((bulletin) =>
    subscriptions.filter(isFor(bulletin)).flatMap(({ id, receiver }) => {
      const what = `${bulletin.number} to ${receiver}`;
      const states = (rows.get(`${bulletin.id} ${id}`) ?? []).map(({ state }) => state);
      const [state] = states;
      if (state === undefined || states.length > 1) {
        return [violation('I1', `${what} has ${String(states.length)} deliveries`)];
      }
      if (!['DELIVERED', 'DEAD', 'CANCELLED'].includes(state)) return [violation('I1', `${what} is still ${state}`)];
      if (state === 'DELIVERED' && !accepted.has(`${bulletin.id} ${receiver}`)) {
        return [violation('I1', `${what} is called delivered, and never was`)];
      }
      return [];
    }),
  );
}

function checkReceived({ receptions, subscriptions, bulletins }: Evidence): Violation[] {
  const issued = new Map(bulletins.map((bulletin) => [bulletin.id, bulletin]));
  return receptions.flatMap((reception) => {
    const { receiver, webhookId, isSigned, kind, to } = reception;
    const what = `${kind} for ${to} (${webhookId}) came to ${receiver}`;
    const bulletin = issued.get(webhookId);
    if (!isSigned) return [violation('I2', `${what} without its signature`)];
    if (bulletin === undefined) return [violation('I2', `${what} and is in no inbox`)];
    if (keyOf(bulletin) !== keyOf(reception)) return [violation('I2', `${what} and says another thing than the inbox`)];
    const isMeant = subscriptions.some((each) => each.receiver === receiver && isFor(reception)(each));
    return isMeant ? [] : [violation('I2', `${what}, who did not ask for it`)];
  });
}

function checkCopies({ receptions, isUndisturbed = false }: Evidence): Violation[] {
  const keys = [...groupBy(receptions, (reception) => `${keyOf(reception)} at ${reception.receiver}`)].flatMap(
    ([what, copies]) => {
      const ids = new Set(copies.map(({ webhookId }) => webhookId)).size;
      return ids === 1 ? [] : [violation('I3', `${what} came under ${String(ids)} ids`)];
    },
  );
  const bodies = [...groupBy(receptions, ({ webhookId }) => webhookId)].flatMap(([id, copies]) => {
    const hashes = new Set(copies.map(({ bodyHash }) => bodyHash)).size;
    return hashes === 1 ? [] : [violation('I3', `${id} came with ${String(hashes)} different bodies`)];
  });
  const repeated = [...groupBy(receptions, ({ webhookId, receiver }) => `${webhookId} at ${receiver}`)].flatMap(
    ([what, copies]) =>
      isUndisturbed && copies.length > 1 ? [violation('I3', `${what} came ${String(copies.length)} times`)] : [],
  );
  return [...keys, ...bodies, ...repeated];
}

function checkAnswers({ intents }: Evidence): Violation[] {
  return intents
    .filter(({ answers }) => new Set(answers).size > 1)
    .map(({ name, answers }) => violation('I4', `${name} was answered ${[...new Set(answers)].join(' and ')}`));
}

function checkOccurrences({ occurrences = [] }: Evidence): Violation[] {
  return [...countBy(occurrences, ({ schedule, dueAt }) => `${schedule} of ${dueAt}`)]
    .filter(([, count]) => count > 1)
    .map(([what, count]) => violation('I6', `${what} has ${String(count)} occurrences`));
}

/** Far above what any of them needs, and soon reached by what has no end. */
const bounds = { logLinesASecond: 100, openFiles: 400, residentMb: 700 };
/** What a start says counts for nothing. */
const shortestLifeMs = 5_000;

function checkBounds({ processes = [] }: Evidence): Violation[] {
  return processes.flatMap(({ name, runningMs, logLines, openFiles = 0, residentMb = 0 }) => {
    const logLinesASecond = runningMs < shortestLifeMs ? 0 : logLines / (runningMs / 1_000);
    const measured = { logLinesASecond, openFiles, residentMb };
    return Object.entries(bounds).flatMap(([what, most]) => {
      const value = Math.ceil(measured[what as keyof typeof bounds]);
      return value <= most ? [] : [violation('I7', `${name}: ${what} is ${String(value)}, more than ${String(most)}`)];
    });
  });
}

function checkNumbers({ bulletins }: Evidence): Violation[] {
  const series = groupBy(bulletins, ({ number }) => number.slice(0, number.lastIndexOf('/')));
  return [...series].flatMap(([name, members]) => {
    const ordered = members
      .map(({ number, previousNumber }) => ({ number, previousNumber, serial: Number(number.split('/').at(-1)) }))
      .sort((a, b) => a.serial - b.serial);
    return ordered.flatMap(({ number, previousNumber, serial }, index) => {
      if (serial !== index + 1) return [violation('NUMBERS', `${name}: ${number} stands at ${String(index + 1)}`)];
      const before = ordered[index - 1]?.number ?? null;
      if (previousNumber === before) return [];
      return [violation('NUMBERS', `${number} names ${String(previousNumber)} before it, not ${String(before)}`)];
    });
  });
}

function isFor({ kind, to }: Pick<Bulletin | Reception, 'kind' | 'to'>): (subscription: Subscribed) => boolean {
  return ({ department, kinds }) => department === to && kinds.includes(kind);
}

function keyOf({ kind, to, subject }: Told | Bulletin | Reception): string {
  return `${kind} about ${subject} for ${to}`;
}

function violation(invariant: Invariant, finding: string): Violation {
  return { invariant, finding };
}

function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function countBy<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, number> {
  return new Map([...groupBy(items, keyOfItem)].map(([key, group]) => [key, group.length]));
}
