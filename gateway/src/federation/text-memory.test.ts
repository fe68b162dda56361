import { describe, expect, it } from 'vitest';
import { TextMemory } from './text-memory.js';

describe('The memory of texts', () => {
  it('reads a text once, as long as it has room', () => {
    const memory = new TextMemory<{ readonly text: string }>({ characters: 25 });
    let reads = 0;
    const recall = (text: string): string =>
      memory.recall(text, () => {
        reads += 1;
        return { text };
      }).text;
    const [a, b, c] = ['a'.repeat(10), 'b'.repeat(10), 'c'.repeat(10)];
    expect([recall(a), recall(a), recall(b), recall(a)]).toEqual([a, a, b, a]);
    expect(reads).toBe(2);
    // The third takes the room of the one that was used longest ago
    recall(c);
    recall(a);
    expect(reads).toBe(3);
    recall(b);
    expect(reads).toBe(4);
  });

  it('answers for a text that it has no room for', () => {
    const memory = new TextMemory<{ readonly text: string }>({ characters: 5 });
    expect(memory.recall('too long for it', () => ({ text: 'read' }))).toEqual({ text: 'read' });
  });
});
