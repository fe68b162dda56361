import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inventCitizen, inventCreditCode } from '../stories/cast.fixture.js';
import type { Input } from '../stories/office.fixture.js';
import type { Resolved } from '../stories/town.fixture.js';
import { residenceInput, village } from '../stories/town.fixture.js';
import type { Department } from './department.fixture.js';
import type { Intent, Outcome, Told } from './evidence.js';

export interface Workforce {
  readonly police: Department;
  readonly labor: Department;
  readonly clinic: Department;
}

export interface WorkloadSize {
  /** Hires of people whom police has not registered: N-01 and N-05 follow. */
  readonly strangers: number;
  /** Hires of people whom police has registered: N-01 follows, N-05 must not. */
  readonly residents?: number;
  /** Children who move to another grid: N-21 and N-22 follow. */
  readonly movers?: number;
  /** Hires that labor refuses: nothing follows. */
  readonly refused?: number;
}

/** Something that an officer wants done, under one key until it is answered. */
interface Operation {
  readonly name: string;
  readonly at: Department;
  readonly mutation: string;
  readonly input: Input;
  readonly selection: string;
  readonly tells: readonly Told[];
  outcome: Outcome | undefined;
  readonly answers: string[];
}

const mintedAtOnce = 100;

/** What departments do while the hub is being tormented; it keeps its own log of what it meant and what it was answered. */
export class Workload {
  readonly #operations: Operation[] = [];
  #waiting: Operation[] = [];
  #grids: readonly [from: string, to: string] | undefined;

  constructor(private readonly workforce: Workforce) {}

  /** What was set out to be done so far. */
  get intents(): readonly Intent[] {
    return this.#operations.flatMap(({ name, outcome, tells, answers }) =>
      outcome === undefined ? [] : [{ name, outcome, tells, answers }],
    );
  }

  /** Gets the people ready, while nothing is wrong yet. */
  async prepare({ strangers, residents = 0, movers = 0, refused = 0 }: WorkloadSize): Promise<void> {
    const [settled, moving] = [await this.#settle(residents), await this.#bringUp(movers)];
    const unsettled = await this.#mint(strangers + refused);
    const hires = [...unsettled.slice(0, strangers), ...settled].map((personId, index) =>
      this.#hire(personId, index < strangers ? ['N-01', 'N-05'] : ['N-01']),
    );
    const refusals = unsettled.slice(strangers).map((personId) => this.#hire(personId, ['N-01', 'N-05'], '2199-01-01'));
    this.#waiting.push(...interleave([hires, moving, refusals]));
  }

  /**
   * Does what waits, several at a time. What is not answered is noted as unknown.
   *
   * @param until asked before each; what is left waits on
   * @param restMs between two requests of one officer
   * @param forgetOneIn of so many operations one is sent once, and the others until they are answered; left out: all once
   */
  async run({ concurrency = 4, restMs = 0, forgetOneIn = 1, until = (): boolean => false } = {}): Promise<void> {
    const worker = async (): Promise<void> => {
      while (!until()) {
        const operation = this.#waiting.shift();
        if (operation === undefined) return;
        const isForgotten = this.#operations.push(operation) % forgetOneIn === 0;
        do {
          await send(operation);
          if (restMs > 0) await pause(restMs);
        } while (operation.outcome === 'unknown' && !isForgotten && !until());
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  }

  /**
   * Sends what was not answered again under the same key, as officers do.
   *
   * @param forgetOneIn of so many operations one is never asked for again; left out: none
   */
  async sendAgain({ forgetOneIn = Infinity } = {}): Promise<void> {
    for (const [index, operation] of this.#operations.entries()) {
      if (operation.outcome === 'unknown' && (index + 1) % forgetOneIn !== 0) await send(operation);
    }
  }

  /** Asks again for every answer that was given: the same keys are to give the same. */
  async confirm(): Promise<void> {
    for (const operation of this.#operations) if (operation.outcome === 'ok') await send(operation);
  }

  #hire(personId: string, kinds: readonly string[], startedOn = '2026-03-01'): Operation {
    return {
      name: `hire ${String(++hires)}`,
      at: this.workforce.labor,
      mutation: 'reportEmploymentStart',
      input: { idempotencyKey: randomUUID(), personId, employerCode: inventCreditCode(), startedOn },
      selection: '{ id startedOn employerCode }',
      tells: kinds.map((kind) => ({ kind, to: 'police', subject: personId })),
      outcome: undefined,
      answers: [],
    };
  }

  /** Ids for people whom police does not know. */
  async #mint(count: number): Promise<readonly string[]> {
    const ids: string[] = [];
    while (ids.length < count) {
      const items = Array.from({ length: Math.min(mintedAtOnce, count - ids.length) }, (_, index) => ({
        reference: String(index),
        ...inventCitizen(`工人${String(index)}`, '1990-03-07'),
      }));
      const input = { mint: true, items };
      const { results } = await this.workforce.labor.record<{ readonly results: readonly Resolved[] }>(
        'resolvePersons',
        input,
        '{ results { personId } }',
      );
      for (const { personId } of results) {
        if (personId === null) throw new Error('No id was given');
        ids.push(personId);
      }
    }
    return ids;
  }

  /** Residents of working age. */
  async #settle(count: number): Promise<readonly string[]> {
    const people: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const [from] = await this.#openGrids();
      people.push(await this.#register(inventCitizen(`居民${String(index)}`, '1985-05-05'), from));
    }
    return people;
  }

  /** Children whom a clinic serves, and their moves. */
  async #bringUp(count: number): Promise<readonly Operation[]> {
    const moves: Operation[] = [];
    for (let index = 0; index < count; index += 1) {
      const [from, to] = await this.#openGrids();
      const child = inventCitizen(`孩子${String(index)}`, '2022-06-01');
      const personId = await this.#register(child, from);
      const record = { idempotencyKey: randomUUID(), personId, status: 'UP_TO_DATE', asOf: '2026-06-01' };
      await this.workforce.clinic.record('recordVaccinationStatus', record, '{ status }');
      moves.push({
        name: `move ${String(index + 1)}`,
        at: this.workforce.police,
        mutation: 'registerResidence',
        input: { ...residenceInput(child, to), idempotencyKey: randomUUID() },
        selection: '{ id receiptNumber }',
        tells: [
          { kind: 'N-21', to: 'community', subject: personId },
          { kind: 'N-22', to: 'family-planning', subject: personId },
        ],
        outcome: undefined,
        answers: [],
      });
    }
    return moves;
  }

  async #register(person: ReturnType<typeof inventCitizen>, dwellingId: string): Promise<string> {
    const input = { ...residenceInput(person, dwellingId), idempotencyKey: randomUUID() };
    const made = await this.workforce.police.record<{ readonly person: { readonly id: string } }>(
      'registerResidence',
      input,
      '{ person { id } }',
    );
    return made.person.id;
  }

  /** A dwelling in each of two grids. */
  async #openGrids(): Promise<readonly [from: string, to: string]> {
    const open = async (grid: string): Promise<string> => {
      const place = { regionCode: village, gridCode: `${village}${grid}`, address: `渔港路 ${grid} 号`, kind: 'FLAT' };
      return (await this.workforce.police.record('registerDwelling', { idempotencyKey: randomUUID(), ...place })).id;
    };
    this.#grids ??= [await open('001'), await open('002')];
    return this.#grids;
  }
}

let hires = 0;

/** What it comes to be told after an answer is settled; a refusal of what was unknown before is noted, and is wrong. */
async function send(operation: Operation): Promise<void> {
  const { at, mutation, input, selection } = operation;
  const answer = await at.tell(mutation, input, selection);
  if (answer === undefined) {
    operation.outcome ??= 'unknown';
    return;
  }
  const made = answer.data?.[mutation];
  const isDone = answer.errors === undefined && made !== undefined && made !== null;
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions['code']);
  operation.answers.push(isDone ? JSON.stringify(made) : `refused: ${codes.join()}`);
  operation.outcome = isDone ? 'ok' : 'fail';
}

/** One of each in turn, until all are used up. */
function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}
