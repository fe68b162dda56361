import type { Migrant } from '../person/migrant.js';
import { rareShare } from '../person/name.js';
import type { Random } from '../random.js';
import type { Channel, ErrorCode } from './error-model.js';
import { errorRate } from './error-model.js';
import { garbleName, hasRareCharacter, hasSeparator } from './garble-name.js';
import { garbleNumber } from './garble-number.js';
import type { IdentityRegister, TypedIdentity } from './identity-register.js';

export type Subject = Pick<
  Migrant,
  'key' | 'age' | 'birth' | 'documentType' | 'documentNumber' | 'name' | 'phone' | 'hukouRegionCode'
>;

export interface TypingContext {
  readonly random: Random;
  readonly register: IdentityRegister;
  /** The person's own name. */
  readonly name: string;
  /** A name that stands beside the person's on the form: the spouse's or the landlord's. */
  readonly otherName?: string | undefined;
}

export interface Typed extends TypedIdentity {
  readonly mistakes: readonly ErrorCode[];
}

/** Share of people a mistake can happen to; rates of all records are divided by it, so that the total comes out right. */
const reach = { bornBefore2000: 0.82, separator: 0.013, otherName: 0.8 } as const;
const mostLikely = 0.95;
/** Children and holders of other documents come without their number so much more often than others. */
const missing = { likely: 3.2, unlikely: 0.82 } as const;
const mixedChannels: readonly Channel[] = ['COUNTER', 'GRID', 'LANDLORD'];
const firstDayOf2000 = 10_957;

interface Mistake {
  readonly error: ErrorCode;
  /** Share of subjects it can happen to; 0 for one it cannot happen to. */
  readonly reachOf: (subject: Subject, context: TypingContext) => number;
  readonly type: (text: string, context: TypingContext) => string | undefined;
}

const everybody = (): number => 1;

const numberMistakes: readonly Mistake[] = [
  { error: 'DIGIT_TYPO', reachOf: everybody, type: (number, { random }) => garbleNumber.DIGIT_TYPO(number, random) },
  {
    error: 'ADJACENT_SWAP',
    reachOf: everybody,
    type: (number, { random }) => garbleNumber.ADJACENT_SWAP(number, random),
  },
  {
    error: 'DISTANT_SWAP',
    reachOf: everybody,
    type: (number, { random }) => garbleNumber.DISTANT_SWAP(number, random),
  },
  {
    error: 'BORROWED_NUMBER',
    reachOf: everybody,
    type: (_, { random, register, name }) => register.findOtherNumber(random.next(), name),
  },
  {
    error: 'LEGACY_NUMBER',
    reachOf: ({ birth }) => (birth < firstDayOf2000 ? reach.bornBefore2000 : 0),
    type: (number) => garbleNumber.LEGACY_NUMBER(number),
  },
  {
    error: 'UNTIDY_NUMBER',
    reachOf: everybody,
    type: (number, { random }) => garbleNumber.UNTIDY_NUMBER(number, random),
  },
  {
    error: 'SPREADSHEET_NUMBER',
    reachOf: everybody,
    type: (number, { random }) => garbleNumber.SPREADSHEET_NUMBER(number, random),
  },
];

const nameMistakes: readonly Mistake[] = [
  { error: 'HOMOPHONE', reachOf: everybody, type: (name, { random }) => garbleName.HOMOPHONE(name, random) },
  {
    error: 'RARE_CHARACTER',
    reachOf: ({ name }) => (hasRareCharacter(name) ? rareShare : 0),
    type: (name, { random }) => garbleName.RARE_CHARACTER(name, random),
  },
  {
    error: 'SEPARATOR',
    reachOf: ({ name }) => (hasSeparator(name) ? reach.separator : 0),
    type: (name, { random }) => garbleName.SEPARATOR(name, random),
  },
  {
    error: 'SWAPPED_NAME',
    reachOf: (_, { otherName }) => (otherName === undefined ? 0 : reach.otherName),
    type: (_, { otherName }) => otherName,
  },
];

const none: readonly ErrorCode[] = [];

/** Types somebody's number and name as the channel would: at most one mistake in each. */
export function typeIdentity(subject: Subject, channel: Channel, context: TypingContext): Typed {
  const { documentNumber, name } = subject;
  const number = drawNumber(subject, channel, context);
  const called = drawOne(context.random.next(), nameMistakes, name, { subject, channel, context });
  if (number === undefined && called === undefined) return { documentNumber, name, mistakes: none };
  return {
    documentNumber: number === undefined ? documentNumber : number.typed,
    name: called?.typed ?? name,
    mistakes: [number, called].flatMap((mistake) => (mistake === undefined ? [] : [mistake.error])),
  };
}

interface Made {
  readonly error: ErrorCode;
  /** Undefined where nothing was typed at all. */
  readonly typed: string | undefined;
}

function drawNumber(subject: Subject, channel: Channel, context: TypingContext): Made | undefined {
  const citizen = subject.documentType === 'CITIZEN_ID';
  const weight = citizen && subject.age >= 16 ? missing.unlikely : missing.likely;
  const rate = errorRate('MISSING_NUMBER', channel) * (mixedChannels.includes(channel) ? weight : 1);
  const draw = context.random.next();
  if (draw < rate) return { error: 'MISSING_NUMBER', typed: undefined };
  return citizen
    ? drawOne(draw - rate, numberMistakes, subject.documentNumber, { subject, channel, context })
    : undefined;
}

/** The mistake that a draw from 0 to 1 falls on; none where typing it would change nothing. */
function drawOne(
  draw: number,
  mistakes: readonly Mistake[],
  text: string,
  {
    subject,
    channel,
    context,
  }: { readonly subject: Subject; readonly channel: Channel; readonly context: TypingContext },
): Made | undefined {
  let left = draw;
  for (const { error, reachOf, type } of mistakes) {
    const share = reachOf(subject, context);
    if (share === 0) continue;
    left -= Math.min(mostLikely, errorRate(error, channel) / share);
    if (left >= 0) continue;
    const typed = type(text, context);
    return typed === undefined || typed === text ? undefined : { error, typed };
  }
  return undefined;
}
