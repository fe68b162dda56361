import { isCalendarDate, parseCreditCode } from '@hub/domain';

/**
 * What a value of an event, a report row or a bulletin can be. There is no kind for a name, a document number, a phone, a
 * birth date or free text: what is told is an id, a code, a date or a number, and whoever may know more asks for it, with a purpose.
 */
export type ValueKind =
  | 'personId'
  | 'recordId'
  | 'creditCode'
  | 'regionCode'
  | 'gridCode'
  | 'stationCode'
  | 'date'
  | 'instant'
  | 'week'
  | 'code'
  /** Leaves the department that counted: 1 to 9 people become `<10`. */
  | 'count'
  /** Stays with the department that counted: as it is. */
  | 'ownCount'
  | 'flag';

/** Names of values with their kinds; `?` marks one that may be missing. */
export type ContentShape = Readonly<Record<string, ValueKind | `${ValueKind}?`>>;

export type ContentValue = string | number | boolean;
/** Checked content, ready to be stored and sent. */
export type Content = Readonly<Record<string, ContentValue>>;

type ValueOf<K> = K extends 'count' | 'ownCount' | 'count?' | 'ownCount?'
  ? number
  : K extends 'flag' | 'flag?'
    ? boolean
    : string;
type OptionalName<S> = { [N in keyof S]: S[N] extends `${ValueKind}?` ? N : never }[keyof S];

/** What code states for a shape, before it is checked. */
export type StatedContent<S extends ContentShape> = {
  readonly [N in Exclude<keyof S, OptionalName<S>>]: ValueOf<S[N]>;
} & { readonly [N in OptionalName<S>]?: ValueOf<S[N]> | undefined };

/** Fewer people than this are not counted for another department (domain rule: suppress cells under 10). */
export const smallestCount = 10;
export const suppressedCount = `<${String(smallestCount)}`;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const matching =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const checks: Readonly<Record<ValueKind, (value: unknown) => boolean>> = {
  personId: matching(/^p[0-9a-z]{32}$/),
  // As `parseRecordId`, but never digits alone: those may be a document number or a phone
  recordId: matching(/^(?=.*[A-Wa-wYyZz_-])[A-Za-z0-9_-]{1,64}$/),
  creditCode: isCreditCode,
  regionCode: matching(/^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/),
  gridCode: matching(/^\d{15}$/),
  stationCode: matching(/^S\d{9}(?:\d{3})?(?:-\d{1,2})?$/),
  date: (value) => typeof value === 'string' && isCalendarDate(value),
  instant: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(value),
  week: matching(/^\d{4}-W\d{2}$/),
  code: matching(/^[A-Z][A-Z0-9_-]{0,39}$/),
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
): Content {
  const values = stated as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined)
    throw new RangeError(`${what} has no field of the name ${unknown}; state it in its content`);
  const checked: Record<string, ContentValue> = {};
  for (const [name, stated] of Object.entries(shape)) {
    const kind = stated.replace('?', '') as ValueKind;
    const value = values[name];
    if (value === undefined && stated.endsWith('?')) continue;
    if (!checks[kind](value)) throw new RangeError(`${what}: ${name} is no ${kind}`);
    checked[name] = kind === 'count' ? suppress(value as number | string) : (value as ContentValue);
  }
  return checked;
}

function suppress(count: number | string): number | string {
  return typeof count === 'number' && count > 0 && count < smallestCount ? suppressedCount : count;
}

/** Both check characters: a document number of a person is no credit code. */
function isCreditCode(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return parseCreditCode(value, { synthetic: true }).value === value;
  } catch {
    return false;
  }
}
