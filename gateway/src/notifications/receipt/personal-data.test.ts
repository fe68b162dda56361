import { describe, expect, it } from 'vitest';
import { holdsPersonalData, longestNote, parseNote } from './personal-data.js';

const idNumber = '990001199003071015';

describe('a note', () => {
  it.each([
    ['an ID number', `已登记 ${idNumber}`],
    ['an ID number in full-width digits', '已登记９９０００１１９９００３０７１０１５'],
    ['an ID number in groups', '990001 19900307 1015'],
    ['a phone', '请联系13800138000'],
    ['a phone in groups', '138-0013-8000'],
    ['a phone in Chinese numerals', '电话一三八零零一三八零零零'],
    ['a phone in Arabic digits', '١٣٨٠٠١٣٨٠٠٠'],
    ['a bank card', '6222021234567890128'],
    ['an e-mail address', 'zhang.san@example.com'],
    ['a name with a label', '当事人：张三'],
    ['a name with an English label', 'Name: Zhang San'],
    ['a name with a form of address', '已与张三先生核对'],
    ['a compound surname', '欧阳女士已搬离'],
    ['the id of a person', 'p'.padEnd(33, '0')],
  ])('with %s is refused', (_what, note) => {
    expect(() => parseNote(note, 'input.note')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: { field: 'input.note', reason: 'PERSONAL_DATA' },
      }) as Error,
    );
  });

  it('is not repeated in the refusal', () => {
    const refuse = (): string => parseNote(`号码 ${idNumber}`, 'input.note');
    expect(refuse).toThrow();
    expect(refuse).not.toThrow(idNumber);
  });

  it.each([
    '已办理',
    '不在本辖区，请转社区核实',
    '2026-11-20 上门两次，均无人',
    '编号 N-05/labor-police/2026/000123 已并案',
    '该企业 91330900MA28K12345 已停业',
    '网格 330921200200001 已核',
    '三五天内办结',
    'Not our county; see 330921200',
    '共一二三四五户',
    '当事人是否登记待查',
    '当事人为外地人员',
  ])('may say %s', (note) => {
    expect(parseNote(note, 'input.note')).toBe(note);
    expect(holdsPersonalData(note)).toBe(false);
  });

  it('has up to 200 characters, however many bytes they take', () => {
    expect(parseNote('已'.repeat(longestNote), 'input.note')).toHaveLength(longestNote);
    expect(() => parseNote('已'.repeat(longestNote + 1), 'input.note')).toThrow(/1 to 200 characters/);
    expect(() => parseNote(' ', 'input.note')).toThrow(/1 to 200 characters/);
  });

  it('hides nothing behind invisible characters', () => {
    expect(() => parseNote('138\u200b0013\u200b8000', 'input.note')).toThrow(/invisible/);
  });
});
