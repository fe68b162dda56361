import { findSensitiveRanges } from './sensitive-digits.js';
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
  return `${JSON.stringify(scrubValue(parsed, 0))}\n`;
}

function scrubValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      scrubText(key),
      isHidden(key, held) ? '[hidden]' : scrubValue(held, depth + 1),
    ]),
  );
}

function isHidden(key: string, value: unknown): boolean {
  const plainKey = key.replace(/[_-]/g, '').toLowerCase();
  // `name` is also a logger's, a department's and a function's; those are not in Chinese
  if (plainKey === 'name') return typeof value === 'string' && /\p{Script=Han}/u.test(value);
  return hiddenKeys.has(plainKey);
}

/** A phone number may have been logged as a number; fractions and times are never one. */
function scrubNumber(value: number): unknown {
  if (!Number.isInteger(value) || value < 1e10) return value;
  const [range] = findSensitiveRanges(String(value));
  return range === undefined ? value : `[${range.label}]`;
}
