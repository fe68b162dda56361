import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesName, nameSimilarity, normaliseName } from './name.js';

function refusal(reason: string) {
  return expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'name', reason } }) as unknown;
}

const characters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'阿依古丽买提江王小明张云芸卓玛扎西䶮㛃𠮷'), minLength, maxLength });
const separators = ['·', '•', '・', '．', '.', '﹒', '･', ' · ', '‧', '··'];

describe('the stored form', () => {
  test.each([
    ['  张三 ', '张三'],
    ['张 三', '张三'],
    ['张　三', '张三'],
    ['ＬＩ Ｍing', 'LI Ming'],
    ['Li   Ming', 'Li Ming'],
    [`Li${' '.repeat(190)}Ming`, 'Li Ming'],
    [`阿依古丽${' '.repeat(90)}·${' '.repeat(90)}买买提`, '阿依古丽·买买提'],
    ['张 \u3000 三', '张三'],
    ['张\u200B三', '张三'],
    ['㛃䶮', '㛃䶮'],
    ['𠮷田', '𠮷田'],
    ['张\uE863', '张\uE863'],
    ['·阿依古丽·', '阿依古丽'],
    ['Jean-Pierre D’Arc', 'Jean-Pierre D’Arc'],
  ])('%j is %j', (input, stored) => {
    expect(normaliseName(input)).toBe(stored);
  });

  test.each(separators)('the separator %j becomes U+00B7', (separator) => {
    expect(normaliseName(`阿依古丽${separator}买买提`)).toBe('阿依古丽\u00B7买买提');
  });

  test.each([
    ['', 'EMPTY'],
    [' \u3000\u200B', 'EMPTY'],
    ['···', 'EMPTY'],
    ['张\u0000三', 'BAD_CHARACTER'],
    ['张\n三', 'BAD_CHARACTER'],
    ['张\u202E三', 'BAD_CHARACTER'],
    ['张\uD800', 'BAD_CHARACTER'],
    ['张'.repeat(51), 'BAD_LENGTH'],
    ['张'.repeat(100_000), 'BAD_LENGTH'],
    ['\uFDFA'.repeat(50), 'BAD_LENGTH'],
    [`a${' '.repeat(798)}b`, 'BAD_LENGTH'],
    [`a${' '.repeat(199)}b`, 'BAD_LENGTH'],
  ])('%.8j is refused with %s', (input, reason) => {
    expect(() => normaliseName(input)).toThrow(refusal(reason));
  });

  test('fifty characters fit, also where each takes two places of UTF-16', () => {
    expect(normaliseName('𠮷'.repeat(50))).toBe('𠮷'.repeat(50));
  });

  test('the stored form stays as it is, and is the same person', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (input) => {
        let stored = '';
        try {
          stored = normaliseName(input);
        } catch {
          return;
        }
        expect(normaliseName(stored)).toBe(stored);
        expect(nameSimilarity(input, stored)).toBe(nameSimilarity(stored, stored));
      }),
    );
  });
});

describe('likeness', () => {
  test.each([
    ['张三', '张三', 1],
    ['张三', '李四', 0],
    ['张小云', '张小芸', 2 / 3],
    ['LI Ming', 'li ming', 1],
    ['', '', 0],
    ['·', '·', 0],
    ['张三', '', 0],
  ])('%j and %j: %d', (a, b, similarity) => {
    expect(nameSimilarity(a, b)).toBeCloseTo(similarity, 10);
  });

  test('a homophone is for a person to judge, a slip in a long name is not', () => {
    expect(matchesName('张云', '章云')).toBe(false);
    expect(matchesName('张小云', '张小芸')).toBe(false);
    expect(matchesName('阿卜杜热合曼·买买提', '阿卜杜热合满·买买提')).toBe(true);
    expect(matchesName('阿卜杜热合曼·买买提', '阿卜杜热合曼')).toBe(false);
  });

  test('it is symmetrical, from 0 to 1, and 1 for a name and itself', () => {
    fc.assert(
      fc.property(characters(1, 20), characters(1, 20), (a, b) => {
        const similarity = nameSimilarity(a, b);
        expect(similarity).toBe(nameSimilarity(b, a));
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(similarity === 1).toBe(a === b);
        expect(nameSimilarity(a, a)).toBe(1);
      }),
    );
  });

  test('one edit more never costs more than its share of the longer name', () => {
    fc.assert(
      fc.property(characters(1, 20), fc.nat(20), characters(1, 1), (name, place, added) => {
        const position = Math.min(place, [...name].length);
        const longer = [...name].toSpliced(position, 0, added).join('');
        expect(nameSimilarity(name, longer)).toBeCloseTo(1 - 1 / ([...name].length + 1), 10);
      }),
    );
  });
});

describe('fairness to names with a separator', () => {
  const spellings = [...separators, ''];

  test('all spellings of one name are the same name', () => {
    fc.assert(
      fc.property(characters(1, 12), characters(1, 12), (given, father) => {
        for (const one of spellings) {
          for (const other of spellings) expect(nameSimilarity(given + one + father, given + other + father)).toBe(1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('two names are as alike with separators as without, however each is spelt', () => {
    const spelling = fc.constantFrom(...spellings);
    const name = fc.tuple(characters(1, 8), characters(1, 8));
    fc.assert(
      fc.property(name, name, spelling, spelling, (a, b, one, other) => {
        expect(nameSimilarity(a.join(one), b.join(other))).toBe(nameSimilarity(a.join(''), b.join('')));
      }),
    );
  });
});
