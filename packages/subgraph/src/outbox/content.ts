import { citizenIdCheckCharacter, isCalendarDate, parseCreditCode, parseGridCode, parseRegionCode } from '@hub/domain';

/**
 * What a value of an event, a report row or a bulletin can be. There is no kind for a name, a document number, a phone, a
 * birth date or free text: what is told is an id, a code, a date or a number, and whoever may know more asks for it, with a purpose.
 */
export const valueKinds = [
  'personId',
  'recordId',
  'creditCode',
  'regionCode',
  'gridCode',
  'stationCode',
  'date',
  'instant',
  /** ISO week: `2026-W47`. */
  'week',
  /** A value of an enum: `RESIGNED`. */
  'code',
  /** Leaves the department that counted: 1 to 9 people become `<10`. */
  'count',
  /** Stays with the department that counted: as it is. */
  'ownCount',
  'flag',
] as const;
export type ValueKind = (typeof valueKinds)[number];

/** Names of values with their kinds; `?` marks one that may be missing. */
export type ContentShape = Readonly<Record<string, ValueKind | `${ValueKind}?`>>;

export type ContentValue = string | number | boolean;
/** Checked content, ready to be stored and sent. */
export type Content = Readonly<Record<string, ContentValue>>;

/** Fewer people than this are not counted for another department (domain rule: suppress cells under 10). */
export const smallestCount = 10;
export const suppressedCount = `<${smallestCount}` as const;

type OptionalName<S> = { [N in keyof S]: S[N] extends `${ValueKind}?` ? N : never }[keyof S];
type StatedValue<K> = K extends 'count' | 'count?' | 'ownCount' | 'ownCount?'
  ? number
  : K extends 'flag' | 'flag?'
    ? boolean
    : string;
type CheckedValue<K> = K extends 'count' | 'count?' ? number | typeof suppressedCount : StatedValue<K>;

/** What code states for a shape, before it is checked. */
export type StatedContent<S extends ContentShape> = {
  readonly [N in Exclude<keyof S, OptionalName<S>>]: StatedValue<S[N]>;
} & { readonly [N in OptionalName<S>]?: StatedValue<S[N]> | undefined };

/** Checked content of a shape: what may be missing is missing, and small counts are suppressed. */
export type ContentOf<S extends ContentShape> = {
  readonly [N in Exclude<keyof S, OptionalName<S>>]: CheckedValue<S[N]>;
} & { readonly [N in OptionalName<S>]?: CheckedValue<S[N]> };

/** Nobody counts so many people, and a phone or card number is longer. */
const largestCount = 99_999_999;

const isCount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largestCount;
const text =
  (test: (value: string) => boolean) =>
  (value: unknown): boolean =>
    typeof value === 'string' && test(value);
const matching = (pattern: RegExp): ((value: unknown) => boolean) => text((value) => pattern.test(value));

const checks: Readonly<Record<ValueKind, (value: unknown) => boolean>> = {
  personId: matching(/^p[0-9a-hjkmnp-tv-z]{32}$/),
  recordId: text(isRecordId),
  creditCode: text(isCreditCode),
  regionCode: text((value) =>
    isUnchanged(value, () => parseRegionCode(value, 'regionCode', [2, 4, 6, 9, 12], { synthetic: true })),
  ),
  gridCode: text((value) => isUnchanged(value, () => parseGridCode(value, 'gridCode', { synthetic: true }))),
  stationCode: matching(/^S\d{9}(?:\d{3})?(?:-\d{1,2})?$/),
  date: text(isCalendarDate),
  instant: text(isInstant),
  week: matching(/^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/),
  code: text((value) => /^[A-Z][A-Z0-9_-]{0,39}$/.test(value) && longestDigits(value) <= 3),
  count: (value) => isCount(value) || value === suppressedCount,
  ownCount: isCount,
  flag: (value) => typeof value === 'boolean',
};

/**
 * Content of a shape, small counts suppressed.
 *
 * @param what names the event, report or bulletin in the error
 * @throws RangeError naming the field and its kind, never the value
 */
export function checkContent<S extends ContentShape>(
  shape: S,
  stated: StatedContent<S> | Content,
  what: string,
): ContentOf<S> {
  const values = stated as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined)
    throw new RangeError(`${what} has no field of the name ${unknown}; state it in its content`);
  const checked: Record<string, ContentValue> = {};
  for (const [name, written] of Object.entries(shape)) {
    const { kind, isOptional } = readKind(written);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined && isOptional) continue;
    if (!checks[kind](value)) throw new RangeError(`${what}: ${name} is no ${kind}`);
    checked[name] = kind === 'count' ? suppress(value as number | string) : (value as ContentValue);
  }
  return checked as ContentOf<S>;
}

const keyKinds: readonly ValueKind[] = [
  'personId',
  'recordId',
  'creditCode',
  'regionCode',
  'gridCode',
  'stationCode',
  'date',
  'week',
  'code',
];

/** Whether a key that leaves the department with its row is made of ids, codes and dates, several joined by colons. */
export function isTellableKey(key: string): boolean {
  return key.split(':').every((part) => keyKinds.some((kind) => checks[kind](part)));
}

/**
 * Of a shape that code states.
 *
 * @throws RangeError when a name is not in camel case or a kind is none
 */
export function checkShape(shape: ContentShape, what: string): void {
  for (const [name, written] of Object.entries(shape)) {
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name)) throw new RangeError(`${what}: ${name} must be in camel case`);
    if (!valueKinds.includes(readKind(written).kind)) throw new RangeError(`${what}: ${name} is of no kind of value`);
  }
}

/** A kind as a shape writes it. */
export function readKind(written: ValueKind | `${ValueKind}?`): {
  readonly kind: ValueKind;
  readonly isOptional: boolean;
} {
  const isOptional = written.endsWith('?');
  return { kind: (isOptional ? written.slice(0, -1) : written) as ValueKind, isOptional };
}

function suppress(count: number | string): number | string {
  return typeof count === 'number' && count > 0 && count < smallestCount ? suppressedCount : count;
}

/** True for text that a parser of the domain takes, and takes as it is. */
function isUnchanged(value: string, parse: () => string): boolean {
  try {
    return parse() === value;
  } catch {
    return false;
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * An id that the hub gave, or one of an older system that is plainly an id: letters and digits, and never so many digits that
 * they might be a phone, a passport or a card.
 */
function isRecordId(value: string): boolean {
  if (uuid.test(value)) return true;
  return /^[A-Za-z0-9_-]{1,64}$/.test(value) && /[A-Za-z]/.test(value) && /\d/.test(value) && longestDigits(value) <= 6;
}

/** Length of the longest run of digits, separators within it not counted. */
function longestDigits(value: string): number {
  return Math.max(0, ...(value.replaceAll(/[_-]/g, '').match(/\d+/g) ?? []).map(({ length }) => length));
}

function isInstant(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(value)) return false;
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value.slice(0, 19));
}

/** A code that is nothing else: 18 digits can also be a person's number or a bank card, and fit the check character by chance. */
function isCreditCode(value: string): boolean {
  if (isPersonalNumber(value) || unionPayCard.test(value)) return false;
  return isUnchanged(value, () => parseCreditCode(value, { synthetic: true }).value);
}

/** No kind of body is numbered 62 (GB 32100-2015, table 1), and cards of 18 digits begin with it. */
const unionPayCard = /^62\d{16}$/;

/** Citizen numbers, and the cards made like them. */
function isPersonalNumber(value: string): boolean {
  const [, first17, year, month, day] = /^(\d{6}(\d{4})(\d\d)(\d\d)\d{3})[\dX]$/.exec(value) ?? [];
  if (first17 === undefined || !isCalendarDate(`${year}-${month}-${day}`)) return false;
  return Number(year) >= 1800 && Number(year) < 2200 && citizenIdCheckCharacter(first17) === value.slice(17);
}
