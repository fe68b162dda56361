import { join } from 'node:path';
import { departmentNames, departments as departmentList } from '@hub/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePorts } from '../durability/free-ports.fixture.js';
import type { HubProcess } from '../durability/hub-process.fixture.js';
import { Premises } from '../durability/hub-process.fixture.js';
import { eventually } from '../stories/eventually.fixture.js';
import type { Violation } from './checker.js';
import { findViolations } from './checker.js';
import { Department } from './department.fixture.js';
import type { Bulletin, Evidence, Subscribed } from './evidence.js';
import { Receiver } from './receiver.fixture.js';
import { Workload } from './workload.js';

/** Where a gateway is killed, and how often its receiver has the one bulletin in the end. */
const points = [
  ['intake.before-commit', 1],
  ['intake.after-commit', 1],
  ['delivery.before-claim', 1],
  ['delivery.after-claim', 1],
  ['delivery.after-connect', 1],
  // It was sent, and the hub died before it could know: at least once
  ['delivery.after-sent', 2],
  ['delivery.after-2xx', 2],
  ['delivery.after-write', 1],
  ['receipt.after-commit', 1],
] as const;
type Point = (typeof points)[number][0];

/** True time; a claim is respected for half a minute, and then another process may take it up. */
const leaseMs = 30_000;
const busyMachine = 120_000;

/** A gateway with data of its own, which reads the same departments as the others and is killed at one step. */
class Candidate {
  readonly police: Promise<Department>;
  process: HubProcess;
  subscription: Subscribed | undefined;
  evidence: Evidence | undefined;
  violations: readonly Violation[] = [];

  constructor(
    readonly point: Point,
    readonly premises: Premises,
    readonly receiver: Receiver,
    private readonly variables: Readonly<Record<string, string>>,
  ) {
    this.process = this.#run({ HUB_FAILPOINT: point });
    this.police = this.process
      .says('gateway is up')
      .then(async () => new Department('police', await premises.client('police')));
  }

  async subscribe(): Promise<void> {
    this.subscription = await (await this.police).subscribe(this.receiver, ['N-01']);
  }

  /** The bulletin of the hire, when its delivery is finished: nothing else is under way then. */
  async findDelivered(): Promise<Bulletin | undefined> {
    const police = await this.police;
    const bulletin = (await police.listBulletins()).find(({ kind }) => kind === 'N-01');
    return (await police.countOpenDeliveries()) === 0 ? bulletin : undefined;
  }

  async restart(): Promise<void> {
    this.process = this.#run({});
    await this.process.says('gateway is up');
  }

  /** Waits for the end, and keeps what is known then. */
  async settle(workload: Workload): Promise<void> {
    const police = await this.police;
    const look = async (): Promise<Evidence> => ({
      intents: workload.intents,
      subscriptions: this.subscription === undefined ? [] : [this.subscription],
      bulletins: await police.listBulletins(),
      deliveries: await police.listDeliveries(),
      receptions: this.receiver.receptions,
    });
    this.evidence = await eventually(look, (evidence) => findViolations(evidence).length === 0, {
      withinMs: 2 * leaseMs,
    });
    this.violations = findViolations(this.evidence);
  }

  #run(more: Readonly<Record<string, string>>): HubProcess {
    return this.premises.run('gateway', { ...this.variables, ...more });
  }
}

/** One hire is told by nine gateways; each is killed with SIGKILL at another step, and started again on its data. */
describe('F01: a gateway that is killed with SIGKILL', () => {
  let hub: Premises;
  let workload: Workload;
  let candidates: readonly Candidate[] = [];

  beforeAll(async () => {
    const firstPort = await findFreePorts(7 + points.length);
    hub = await Premises.open(firstPort);
    await hub.start();
    const urls = departmentList.map(({ portVariable }, index) => [
      portVariable.replace(/PORT$/, 'URL'),
      `http://127.0.0.1:${String(firstPort + 1 + index)}`,
    ]);
    const variables = {
      ...(Object.fromEntries(urls) as Record<string, string>),
      HUB_SECRET_FILE: join(hub.dataDir, 'keys', 'hub-secret'),
      HUB_DEPARTMENT_TIMEOUT_MS: '30000',
    };
    candidates = await Promise.all(
      points.map(async ([point], index) => {
        const premises = await Premises.open(firstPort + 1 + departmentNames.length + index);
        return new Candidate(point, premises, await Receiver.open(point), variables);
      }),
    );
    await Promise.all(candidates.map((each) => each.subscribe()));
    const [police, labor] = [await hub.client('police'), await hub.client('labor')];
    const clinic = new Department('family-planning', await hub.client('family-planning'));
    const workforce = { police: new Department('police', police), labor: new Department('labor', labor), clinic };
    workload = new Workload(workforce);
    await workload.prepare({ strangers: 1 });
    await workload.run();
  }, busyMachine);

  afterAll(async () => {
    for (const { premises, receiver } of candidates) {
      await premises.close();
      await receiver.close();
    }
    await hub.close();
  }, busyMachine);

  const candidateAt = (point: Point): Candidate => {
    const found = candidates.find((each) => each.point === point);
    if (found === undefined) throw new RangeError(`None is killed at ${point}`);
    return found;
  };

  it('in the middle of an acknowledgement has written it, and answers the same when it is asked again', async () => {
    const candidate = candidateAt('receipt.after-commit');
    const bulletin = await eventually(
      () => candidate.findDelivered(),
      (found) => found !== undefined,
      { withinMs: leaseMs },
    );
    const police = await candidate.police;
    const acknowledge = () =>
      police.tell('acknowledgeNotification', { id: bulletin?.id }, '{ state acknowledgedAt history { what } }');
    expect(await acknowledge()).toBeUndefined();
    expect(await candidate.process.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await candidate.restart();
    const answer = await acknowledge();
    expect(answer?.errors).toBeUndefined();
    expect(answer?.data?.['acknowledgeNotification']).toMatchObject({
      state: 'CLOSED',
      history: [{ what: 'ISSUED' }, { what: 'ACKNOWLEDGED' }],
    });
    expect((await acknowledge())?.data).toEqual(answer?.data);
    await candidate.settle(workload);
  });

  it(
    'was at the step where it should be, and is started again',
    async () => {
      const killed = candidates.filter(({ point }) => point !== 'receipt.after-commit');
      for (const { point, process } of killed) {
        expect(await process.exited, point).toEqual({ code: null, signal: 'SIGKILL' });
      }
      // All wait for the same half minute, and nobody for another
      await Promise.all(killed.map((each) => each.restart()));
      await Promise.all(killed.map((each) => each.settle(workload)));
    },
    busyMachine,
  );

  it.each(points)('at %s loses nothing and repeats nothing that it could know: received %i times', (point, copies) => {
    const { violations, evidence } = candidateAt(point);
    expect(violations).toEqual([]);
    const told = evidence?.bulletins.map(({ number }) => number).sort();
    const year = String(new Date().getUTCFullYear());
    expect(told).toEqual([`N-01/labor-police/${year}/000001`, `N-05/labor-police/${year}/000001`]);
    expect(evidence?.receptions).toHaveLength(copies);
  });
});
