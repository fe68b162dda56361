import { describe, expect, it } from 'vitest';
import { parseRecordId, parseText } from './input-checks.js';

const refusal = (field: string, reason: string) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field, reason } }) as Error;

describe('an id of a record', () => {
  it.each(['a', '0192f0c4-5b7e-7a10-9d3c-1f2e3d4c5b6a', 'old_3', 'x'.repeat(64)])('may be %s', (id) => {
    expect(parseRecordId(id, 'input.enrolmentId')).toBe(id);
  });

  it.each(['', ' a', 'a\n', 'a b', 'a.b', '$a', '学籍', 'a\u0000', '\ud800', '\u202ea', 'x'.repeat(65)])(
    'may not be %j',
    (id) => {
      expect(() => parseRecordId(id, 'input.enrolmentId')).toThrow(refusal('input.enrolmentId', 'BAD_ID'));
    },
  );
});

describe('a text', () => {
  it('keeps its full-width signs, is composed and loses the space around it', () => {
    expect(parseText(' 海兴（舟山）有限公司：Ⅱ ', 50, 'input.name')).toBe('海兴（舟山）有限公司：Ⅱ');
    expect(parseText('Cafe\u0301', 4, 'input.name')).toBe('Caf\u00e9');
    expect(parseText('𠮷野家', 3, 'input.name')).toBe('𠮷野家');
  });

  const hidden = ['\u0000', '\u001b', '\u007f', '\u200b', '\u2028', '\ud800', '\udc00'];
  const bidi = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
  it.each([...hidden, ...bidi.map((code) => String.fromCodePoint(code))])('has no %j', (character) => {
    expect(() => parseText(`店${character}铺`, 50, 'input.name')).toThrow(refusal('input.name', 'BAD_CHARACTER'));
  });

  it('is neither empty nor longer than allowed', () => {
    for (const text of ['', '  ', '店'.repeat(6)]) {
      expect(() => parseText(text, 5, 'input.name')).toThrow(refusal('input.name', 'BAD_LENGTH'));
    }
  });
});
