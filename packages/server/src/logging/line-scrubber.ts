import { labelOf } from './sensitive-digits.js';
import { scrubText } from './text-scrubber.js';

/** Names of values that have no place in a log, compared without case, `_` and `-`, at any depth. */
const hiddenKeys = new Set(
  [
    'documentNumber idNumber idCard citizenId passportNumber phone mobile telephone address detailedAddress birthDate',
    'personName fullName realName officerName 姓名 身份证号 身份证号码 证件号码 手机号 联系电话 电话 住址 地址 出生日期',
    'query rawQuery mutation document variables authorization cookie setCookie password secret privateKey privateJwk',
    'token accessToken idToken assertion clientAssertion hubDepartmentToken',
    'keyValue errmsg errorResponse writeErrors',
  ].flatMap((names) => names.toLowerCase().split(' ')),
);

const deepest = 20;
/** Keys of log entries are few and come again; what was found out about one is kept. */
const plainKeys = new Map<string, string>();
const maxPlainKeys = 1000;

/**
 * Cleans one serialised log line. It works on the line rather than on the objects that were logged, so that nothing
 * that became text on the way (templates, error messages, child bindings) goes around it.
 */
export function scrubLine(line: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return scrubText(line);
  }
  const scrubbed = scrubValue(parsed, 0);
  // Most lines are clean, and come out as they went in
  return scrubbed === parsed ? line : `${JSON.stringify(scrubbed)}\n`;
}

/** The value itself where there is nothing to take out, a copy otherwise. */
function scrubValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[too deep]';
  return Array.isArray(value) ? scrubArray(value, depth) : scrubObject(value, depth);
}

function scrubArray(values: readonly unknown[], depth: number): readonly unknown[] {
  const scrubbed = values.map((value) => scrubValue(value, depth + 1));
  return scrubbed.some((value, index) => value !== values[index]) ? scrubbed : values;
}

function scrubObject(value: object, depth: number): object {
  let isClean = true;
  const scrubbed: [string, unknown][] = [];
  for (const [key, held] of Object.entries(value)) {
    const cleanKey = scrubText(key);
    const clean = isHidden(key, held) ? '[hidden]' : scrubValue(held, depth + 1);
    isClean &&= cleanKey === key && clean === held;
    scrubbed.push([cleanKey, clean]);
  }
  return isClean ? value : Object.fromEntries(scrubbed);
}

function isHidden(key: string, value: unknown): boolean {
  const plainKey = plainKeyOf(key);
  // `name` is also a logger's, a department's and a function's; those are not in Chinese
  if (plainKey === 'name') return typeof value === 'string' && /\p{Script=Han}/u.test(value);
  return hiddenKeys.has(plainKey);
}

function plainKeyOf(key: string): string {
  let plainKey = plainKeys.get(key);
  if (plainKey === undefined) {
    plainKey = key.replace(/[_-]/g, '').toLowerCase();
    if (plainKeys.size < maxPlainKeys) plainKeys.set(key, plainKey);
  }
  return plainKey;
}

/** A phone number may have been logged as a number; fractions and times are never one. */
function scrubNumber(value: number): unknown {
  if (value < 1e10 || !Number.isInteger(value)) return value;
  const label = labelOf(String(value));
  return label === undefined ? value : `[${label}]`;
}
