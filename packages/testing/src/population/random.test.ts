import { describe, expect, it } from 'vitest';
import { Random, weigh } from './random.js';

const draw = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());

describe('Random', () => {
  it('draws the same numbers from the same seed, and others from another', () => {
    expect(draw(new Random('a'), 100)).toEqual(draw(new Random('a'), 100));
    expect(draw(new Random('a'), 100)).not.toEqual(draw(new Random('b'), 100));
  });

  it('forks into streams that do not depend on what was drawn before', () => {
    const used = new Random('a');
    draw(used, 17);
    expect(draw(used.fork('names'), 20)).toEqual(draw(new Random('a').fork('names'), 20));
    expect(draw(new Random('a').fork('names'), 20)).not.toEqual(draw(new Random('a').fork('ages'), 20));
  });

  it('spreads its numbers evenly over ten parts of the range', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    const numbers = draw(new Random('even'), 100_000);
    for (const number of numbers) {
      const part = Math.floor(number * 10);
      counts[part] = (counts[part] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(9_600);
    expect(Math.max(...counts)).toBeLessThan(10_400);
  });

  it('gives whole numbers of a range, both ends included', () => {
    const random = new Random('range');
    const numbers = Array.from({ length: 1_000 }, () => random.between(3, 5));
    expect(new Set(numbers)).toEqual(new Set([3, 4, 5]));
    expect(random.between(7, 2)).toBe(7);
  });

  it('draws by weight and never what weighs nothing', () => {
    const random = new Random('weights');
    const weighted = weigh(['never', 'seldom', 'often'], (_, index) => [0, 1, 9][index] ?? 0);
    const drawn = Array.from({ length: 10_000 }, () => random.draw(weighted));
    expect(drawn).not.toContain('never');
    const often = drawn.filter((item) => item === 'often').length;
    expect(often).toBeGreaterThan(8_800);
    expect(often).toBeLessThan(9_200);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = new Random('shuffle').shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });

  it('refuses to pick from nothing', () => {
    expect(() => new Random('none').pick([])).toThrow(RangeError);
    expect(() => weigh([], () => 1)).toThrow(RangeError);
  });
});
