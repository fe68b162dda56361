import { describe, expect, it } from 'vitest';
import type { Part } from './part.js';
import { combineParts } from './part.js';

/** Parts that write down what happens to them. */
function createRecorder() {
  const events: string[] = [];
  const part = (name: string, start: () => Promise<unknown> = () => Promise.resolve()): Part => ({
    async start() {
      events.push(`${name} starts`);
      await start();
    },
    stop() {
      events.push(`${name} stops`);
      return Promise.resolve();
    },
  });
  return { events, part };
}

describe('several parts as one', () => {
  it('start in order and stop in the opposite order', async () => {
    const { events, part } = createRecorder();
    const whole = combineParts([part('a'), part('b')]);
    await Promise.all([whole.start(), whole.start()]);
    await Promise.all([whole.stop(), whole.stop()]);
    expect(events).toEqual(['a starts', 'b starts', 'b stops', 'a stops']);
  });

  it('stop what has started when one cannot start, and may be tried again', async () => {
    const { events, part } = createRecorder();
    let broken = true;
    const moody = part('b', () => (broken ? Promise.reject(new Error('no luck')) : Promise.resolve()));
    const whole = combineParts([part('a'), moody, part('c')]);
    await expect(whole.start()).rejects.toThrow('no luck');
    expect(events).toEqual(['a starts', 'b starts', 'b stops', 'a stops']);
    broken = false;
    await whole.start();
    expect(events.slice(4)).toEqual(['a starts', 'b starts', 'c starts']);
  });

  it('may be stopped in the middle of a start', async () => {
    const { events, part } = createRecorder();
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const slow = part('b', () => Promise.resolve(arrive()).then(() => finished));
    const endsItsWait: Part = { start: () => slow.start(), stop: () => slow.stop().then(finish) };
    const whole = combineParts([part('a'), endsItsWait, part('c')]);
    const starting = whole.start();
    await arrived;
    await Promise.all([
      expect(starting).rejects.toThrow('Stopped before the start was complete'),
      expect(whole.stop()).resolves.toBeUndefined(),
    ]);
    expect(events).toEqual(['a starts', 'b starts', 'b stops', 'a stops']);
  });

  it('all stop, even when one of them fails to', async () => {
    const { events, part } = createRecorder();
    const stuck: Part = { start: () => Promise.resolve(), stop: () => Promise.reject(new Error('stuck')) };
    const whole = combineParts([part('a'), stuck, part('c')]);
    await whole.start();
    await expect(whole.stop()).rejects.toThrow('stuck');
    expect(events).toEqual(['a starts', 'c starts', 'c stops', 'a stops']);
  });

  it('stop at once when they never started, and may start after a stop', async () => {
    const { events, part } = createRecorder();
    const whole = combineParts([part('a')]);
    await whole.stop();
    expect(events).toEqual([]);
    await whole.start();
    const stopping = whole.stop();
    await whole.start();
    await stopping;
    expect(events).toEqual(['a starts', 'a stops', 'a starts']);
  });
});
