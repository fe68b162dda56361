import { setTimeout as pause } from 'node:timers/promises';
import type { DepartmentName } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { HubClient } from '@hub/server';
import { UnexpectedAnswer } from '../stories/office.fixture.js';
import type { Violation } from './checker.js';
import { findViolations } from './checker.js';
import { Department } from './department.fixture.js';
import type { Evidence, Subscribed } from './evidence.js';
import { Receiver } from './receiver.fixture.js';
import { Workload } from './workload.js';

/** Receivers and what they ask for; the last one asks for what it has no reason to be told of anybody. */
const wanted = [
  ['police-desk', 'police', ['N-01', 'N-05']],
  ['police-patrol', 'police', ['N-05']],
  ['township-grids', 'community', ['N-21']],
  ['clinic', 'family-planning', ['N-22']],
  ['labor-office', 'labor', ['N-08', 'N-22', 'N-42']],
] as const;

const receiving = ['police', 'community', 'family-planning', 'labor'] as const;

/** Departments at work, receivers that listen, and what both have seen. */
export class Trial {
  #subscriptions: readonly Subscribed[] = [];
  readonly workload: Workload;

  private constructor(
    readonly departments: Readonly<Record<(typeof receiving)[number], Department>>,
    readonly receivers: readonly Receiver[],
  ) {
    const { police, labor, 'family-planning': clinic } = departments;
    this.workload = new Workload({ police, labor, clinic });
  }

  /** @param clientOf asked again when a hub is looked at from another port */
  static async open(clientOf: (department: DepartmentName) => Promise<HubClient>): Promise<Trial> {
    const departments = Object.fromEntries(
      await Promise.all(receiving.map(async (name) => [name, new Department(name, await clientOf(name))] as const)),
    ) as Record<(typeof receiving)[number], Department>;
    return new Trial(departments, await Promise.all(wanted.map(([name]) => Receiver.open(name))));
  }

  async subscribe(): Promise<void> {
    this.#subscriptions = await Promise.all(
      wanted.map(([name, department, kinds]) => this.departments[department].subscribe(this.receiver(name), kinds)),
    );
  }

  get receptionCount(): number {
    return this.receivers.reduce((sum, { receptions }) => sum + receptions.length, 0);
  }

  receiver(name: (typeof wanted)[number][0]): Receiver {
    const found = this.receivers.find((receiver) => receiver.name === name);
    if (found === undefined) throw new RangeError(`No receiver is called ${name}`);
    return found;
  }

  /** What owners do when their receivers work again: what waits for a later attempt is due at once. */
  async resumeAll(): Promise<void> {
    for (const { id, department } of this.#subscriptions) {
      const owner = Object.values(this.departments).find(({ name }) => name === department);
      await owner?.record('pauseSubscription', { id }, '{ subscription { id } }');
      await owner?.record('resumeSubscription', { id }, '{ subscription { id } }');
    }
  }

  async collect(extra: Partial<Evidence> = {}): Promise<Evidence> {
    const departments = Object.values(this.departments);
    return {
      intents: this.workload.intents,
      subscriptions: this.#subscriptions,
      bulletins: (await Promise.all(departments.map((each) => each.listBulletins()))).flat(),
      deliveries: (await Promise.all(departments.map((each) => each.listDeliveries()))).flat(),
      receptions: this.receivers.flatMap(({ receptions }) => receptions),
      ...extra,
    };
  }

  /**
   * Waits until the hub has come to rest and everything is as it must be.
   *
   * @returns what is wrong when the time is over
   */
  async settle(withinMs: number, extra: Partial<Evidence> = {}): Promise<readonly Violation[]> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const isOver = performance.now() > deadline;
      try {
        if (isOver || (await this.#isAtRest())) {
          const violations = findViolations(await this.collect(extra));
          if (isOver || violations.length === 0) return violations;
        }
      } catch (error) {
        const isAway = error instanceof UnexpectedAnswer || error instanceof HubError;
        if (isOver || !isAway) throw error;
      }
      await pause(200);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => receiver.close()));
  }

  /** Cheap to ask: whether it is worth looking closer. */
  async #isAtRest(): Promise<boolean> {
    const expected = this.workload.intents.filter(({ outcome }) => outcome === 'ok').flatMap(({ tells }) => tells);
    for (const department of Object.values(this.departments)) {
      if ((await department.countOpenDeliveries()) > 0) return false;
      const due = expected.filter(({ to }) => to === department.name).length;
      if ((await department.countBulletins()) < due) return false;
    }
    return true;
  }
}
