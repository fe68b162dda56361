import { badInput } from '@hub/domain';
import { scrubText } from '@hub/server';
import { parseText } from '@hub/subgraph';

/** Beyond this a note would be a file on somebody. */
export const longestNote = 200;

const chineseDigits = '〇一二三四五六七八九';
const email = /[^\s@，。；：]+@[^\s@]+\.[a-z]{2,}/iu;
/** Somebody is named where a note says so itself. Other names look like any word, and no rule can tell. */
const labelledName = /(?:姓名|名字|当事人|联系人|\bname)\s*(?:[:：=]|叫)\s*\p{L}/iu;
/** The commonest hundred surnames before a form of address: 张先生, 欧阳女士. */
const addressedName = new RegExp(
  '(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱覃武戴莫孔汤]' +
    '|欧阳|上官|司马|诸葛|慕容|买买提)\\p{Script=Han}{0,3}?(?:先生|女士|小姐|师傅|同志|老师|阿姨|大爷)',
  'u',
);

/**
 * A note as it is kept. Whoever answers a bulletin writes about a matter, and the bulletin knows whose it is: numbers of
 * people, phones, cards and addresses have no place in it, however they are written, nor have names that a rule can tell.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_LENGTH`, `BAD_CHARACTER` or `PERSONAL_DATA`
 */
export function parseNote(input: string, field: string): string {
  const note = parseText(input, longestNote, field);
  if (!holdsPersonalData(note)) return note;
  const message = `${field} must name nobody: leave out names, document numbers, phones, cards and addresses`;
  throw badInput(field, message, 'PERSONAL_DATA');
}

/** Honest, not complete: what it finds is personal data; what it does not find may still be. */
export function holdsPersonalData(note: string): boolean {
  const text = withPlainDigits(note.normalize('NFKC'));
  return scrubText(text) !== text || email.test(text) || labelledName.test(text) || addressedName.test(note);
}

/** Digits of every script, Chinese numerals in long runs included, as 0 to 9: the rules about numbers know no others. */
function withPlainDigits(text: string): string {
  return text
    .replace(/[〇零一二三四五六七八九]{7,}/gu, (run) =>
      [...run.replaceAll('零', '〇')].map((digit) => String(chineseDigits.indexOf(digit))).join(''),
    )
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** Unicode lays the ten digits of a script side by side, from zero on (chapter 4.6, `Nd`). */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
