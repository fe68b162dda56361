import { describe, expect, it } from 'vitest';
import type { Turn } from './delivery-turns.js';
import { DeliveryTurns, failingPauseMs, mostInFlight, mostPerEndpoint } from './delivery-turns.js';

/** Takes all that may begin; each claim finds something. */
function takeAll(turns: DeliveryTurns): Turn[] {
  const taken: Turn[] = [];
  for (let turn = turns.take(0); turn !== undefined; turn = turns.take(0)) {
    turns.claimed(turn, true);
    taken.push(turn);
  }
  return taken;
}

function countOf(taken: readonly Turn[], id: string): number {
  return taken.filter((turn) => turn.id === id).length;
}

describe('Turns', () => {
  it('go round, so that nobody has a second before each has one', () => {
    const turns = new DeliveryTurns();
    for (const id of ['a', 'b', 'c']) turns.offer(id);
    expect(
      takeAll(turns)
        .map(({ id }) => id)
        .slice(0, 6),
    ).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('are at most 16 for one and 128 in all, and some are left however many hang', () => {
    const turns = new DeliveryTurns();
    turns.offer('a');
    expect(takeAll(turns)).toHaveLength(mostPerEndpoint);
    for (let other = 0; other < 100; other++) {
      turns.offer(String(other));
      expect(countOf(takeAll(turns), String(other))).toBeLessThanOrEqual(mostPerEndpoint);
      // Only when a hundred hang is there none left for one more
      if (other < 8) expect(turns.inFlight).toBeLessThan(mostInFlight);
    }
    expect(turns.inFlight).toBeLessThanOrEqual(mostInFlight);
  });

  it('look for one delivery once, and for more when there are more', () => {
    const turns = new DeliveryTurns();
    turns.offer('a');
    const first = turns.take(0);
    expect(turns.take(0)).toBeUndefined();
    if (first === undefined) throw new Error('Nobody may begin');
    turns.claimed(first, true);
    expect([turns.take(0), turns.take(0), turns.take(0)].filter(Boolean)).toHaveLength(2);
  });

  it('end when a claim finds nothing, unless something has come since', () => {
    const turns = new DeliveryTurns();
    turns.offer('a');
    const [early, late] = [turns.take(0), undefined];
    if (early === undefined) throw new Error('Nobody may begin');
    turns.offer('a');
    turns.claimed(early, false);
    turns.give(early, undefined, 0);
    expect(turns.isAnyReady).toBe(true);
    const again = turns.take(0) ?? late;
    if (again === undefined) throw new Error('Nobody may begin');
    turns.claimed(again, false);
    turns.give(again, undefined, 0);
    expect(turns.isAnyReady).toBe(false);
  });

  it('come one at a time, with a pause, to a receiver that fails, until it answers', () => {
    const turns = new DeliveryTurns();
    turns.offer('a');
    for (const turn of takeAll(turns)) turns.give(turn, false, 1_000);
    expect(turns.take(1_000 + failingPauseMs - 1)).toBeUndefined();
    const alone = turns.take(1_000 + failingPauseMs);
    expect(turns.take(Infinity)).toBeUndefined();
    if (alone === undefined) throw new Error('Nobody may begin');
    turns.claimed(alone, true);
    turns.give(alone, true, 2_000);
    expect(takeAll(turns)).toHaveLength(mostPerEndpoint);
  });
});
