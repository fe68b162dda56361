import { findSensitiveRanges } from './sensitive-digits.js';

/**
 * One pass over a text. Earlier alternatives win: request ids and digests are kept as they are, so that a chance run of
 * digits inside one is not taken for a number of a person.
 */
const tokens = new RegExp(
  [
    // UUIDs, and hexadecimal digests or trace ids that show a letter: kept
    String.raw`(?<kept>(?<![0-9A-Za-z])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?=[0-9]*[a-f])[0-9a-f]{32,128})(?![0-9A-Za-z]))`,
    // 'eyJ' is how an object begins in base64url: a token, or a part of one
    String.raw`(?<jwt>eyJ[A-Za-z0-9_-]{15,}(?:\.[A-Za-z0-9_-]*)*)`,
    String.raw`(?<bearer>\b[Bb]earer\s+[^\s"',;]+)`,
    String.raw`(?<credentials>(?<=:\/\/)[^\s/@:]+:[^\s/@]*@)`,
    // What drivers print of a broken unique index
    String.raw`(?<duplicate>(?<=dup key: )\{[\s\S]*\}?)`,
    // Pseudonym of a person: 'p' and 32 characters of Crockford base32
    String.raw`(?<person>(?<![0-9A-Za-z])p[0-9a-hjkmnp-tv-z]{32}(?![0-9A-Za-z]))`,
    // Digits, half or full width, in groups with single separators
    String.raw`(?<digits>[0-9０-９](?:[ \t\u00a0\u3000._\-‐‑‒–—－·]?[0-9０-９]){10,}[ -]?[XxＸｘ]?)`,
  ].join('|'),
  'gu',
);

/** Cheap look before the expression runs: most texts of a log line have nothing of the kind. */
const worthLooking = /[0-9０-９](?:[^0-9０-９A-Za-z]?[0-9０-９]){10}|eyJ|[Bb]earer|:\/\/|dup key|p[0-9a-z]{32}/u;

/** The text without numbers of persons, cards, phones and tokens. */
export function scrubText(text: string): string {
  if (!worthLooking.test(text)) return text;
  return text.replace(tokens, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (groups['kept'] !== undefined) return match;
    if (groups['jwt'] !== undefined) return '[token]';
    if (groups['bearer'] !== undefined) return 'Bearer [token]';
    if (groups['credentials'] !== undefined) return '[credentials]@';
    if (groups['duplicate'] !== undefined) return '[duplicate key]';
    if (groups['person'] !== undefined) return '[person]';
    return scrubDigits(match);
  });
}

function scrubDigits(run: string): string {
  let scrubbed = '';
  let position = 0;
  for (const { start, end, label } of findSensitiveRanges(run)) {
    scrubbed += `${run.slice(position, start)}[${label}]`;
    position = end;
  }
  return scrubbed + run.slice(position);
}
