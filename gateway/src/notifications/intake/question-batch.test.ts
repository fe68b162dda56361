import { describe, expect, it } from 'vitest';
import { QuestionBatch } from './question-batch.js';

describe('questions', () => {
  it('of one turn are asked together, each person once, so many at most', async () => {
    const asked: (readonly string[])[] = [];
    const batch = new QuestionBatch((ids) => {
      asked.push(ids);
      return Promise.resolve(ids.map((id) => id.toUpperCase()));
    }, 2);
    const answers = await Promise.all(['a', 'b', 'a', 'c'].map((id) => batch.ask(id)));
    expect(answers).toEqual(['A', 'B', 'A', 'C']);
    expect(asked).toEqual([['a', 'b'], ['c']]);
    await batch.ask('a');
    expect(asked).toHaveLength(3);
  });

  it('fail each for itself, or together when nobody answers', async () => {
    const batch = new QuestionBatch<string>((ids) => {
      if (ids.includes('down')) return Promise.reject(new Error('no answer'));
      return Promise.resolve(ids.map((id) => (id === 'bad' ? new Error('bad') : id)));
    }, 2);
    const settled = await Promise.allSettled(['good', 'bad', 'down', 'other', 'last'].map((id) => batch.ask(id)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
  });
});
