/** A value of a person that must never come out, and where it was put in. */
export interface Canary {
  readonly label: string;
  readonly value: string;
}

/** A place to look in: a log, an answer, the bytes of a file. */
export interface Place {
  readonly name: string;
  readonly content: string | Buffer;
}

type Form = readonly [name: string, bytes: Buffer];

/** Every way in which a text may stand in a file or a log. */
function formsOf(value: string): readonly Form[] {
  const bytes = Buffer.from(value, 'utf8');
  const utf16 = Buffer.from(value, 'utf16le');
  const hex = bytes.toString('hex');
  const escaped = [...Array(value.length).keys()]
    .map((index) => `\\u${value.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
  const halfEscaped = value.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const texts: readonly (readonly [string, string])[] = [
    ['as it is', value],
    ['in hexadecimal', hex],
    ['in hexadecimal', hex.toUpperCase()],
    ['percent-encoded', encodeURIComponent(value)],
    ['escaped', escaped],
    ['escaped', escaped.toUpperCase().replaceAll('\\U', '\\u')],
    ['escaped', halfEscaped],
    ['in full width', value.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))],
    ...[0, 1, 2].map((offset) => ['in base64', base64Core(bytes, offset)] as const),
    ...[0, 1, 2].map((offset) => ['in base64url', toUrlAlphabet(base64Core(bytes, offset))] as const),
  ];
  return [
    ...texts.map(([name, text]): Form => [name, Buffer.from(text, 'utf8')]),
    ['in UTF-16', utf16],
    ['in UTF-16 BE', Buffer.from(utf16).swap16()],
  ];
}

/** The characters that stand in the base64 of any text which holds these bytes `offset` bytes after a group of three. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((offset * 8) / 6), end);
}

const toUrlAlphabet = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

/** Where a canary sings, in which form: `phone, in base64, in hub_police.db`. */
export function findCanaries(canaries: readonly Canary[], places: readonly Place[]): readonly string[] {
  const wanted = canaries.map(({ label, value }) => ({ label, forms: formsOf(value) }));
  const found = new Set<string>();
  for (const { name, content } of places) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    for (const { label, forms } of wanted) {
      for (const [form, sought] of forms) if (bytes.includes(sought)) found.add(`${label}, ${form}, in ${name}`);
    }
  }
  return [...found];
}
