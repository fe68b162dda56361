import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.fixture.js';
import type { Behaviour } from './receiver.fixture.js';
import type { Stack } from './stack.fixture.js';
import type { Trial } from './trial.fixture.js';

export const faults = ['kill-one', 'stop-one', 'kill-all', 'receiver', 'receiver', 'receiver'] as const;
export type Fault = (typeof faults)[number];

const misbehaviours: readonly Behaviour[] = ['refuse', 'slow', 'hold', 'reset', 'down'];

/** Does to a hub what may happen to it, as its seed says; how long something lasts is part of what is done. */
export class Nemesis {
  readonly deeds: string[] = [];

  constructor(
    private readonly stack: Stack,
    private readonly trial: Trial,
    private readonly random: Random,
  ) {}

  async strike(fault: Fault = this.random.pick(faults)): Promise<void> {
    const { stack, random } = this;
    switch (fault) {
      case 'kill-one': {
        const part = random.pick(stack.parts);
        this.#note(`kill -9 of ${part}`);
        await stack.kill([part]);
        await this.#last(0, 1_500);
        return stack.start([part]);
      }
      case 'stop-one': {
        const part = random.pick(stack.parts);
        this.#note(`SIGTERM to ${part}`);
        const exit = await stack.stop(part);
        if (exit.code !== 0) throw new Error(`${part} did not stop cleanly: ${JSON.stringify(exit)}`);
        await this.#last(0, 1_500);
        return stack.start([part]);
      }
      case 'kill-all': {
        const order = random.shuffle(stack.parts);
        this.#note(`kill -9 of everything, started again as ${order.join(', ')}`);
        await stack.kill();
        return stack.start(order);
      }
      case 'receiver': {
        const [receiver, behaviour] = [random.pick(this.trial.receivers), random.pick(misbehaviours)];
        this.#note(`${receiver.name}: ${behaviour}`);
        await receiver.behave(behaviour);
        await this.#last(500, 4_000);
        // Some stay as they are until something else happens to them
        return random.next() < 0.7 ? receiver.behave('accept') : undefined;
      }
    }
  }

  async relent(): Promise<void> {
    this.#note('quiet');
    for (const receiver of this.trial.receivers) await receiver.behave('accept');
  }

  #last(leastMs: number, mostMs: number): Promise<void> {
    return pause(this.random.between(leastMs, mostMs));
  }

  #note(deed: string): void {
    this.deeds.push(deed);
  }
}
