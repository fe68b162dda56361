import { badInput } from './errors.js';
import { regionTable, significantDigits } from './region-table.js';
import type { Region } from './region-table.js';

export { regionLevels } from './region-table.js';
export type { Region, RegionLevel } from './region-table.js';

export type RegionDigits = 2 | 4 | 6 | 9 | 12;

/** Whether codes that begin with 99, which belong to no real place, are welcome. */
export interface RegionRules {
  readonly synthetic?: boolean;
}

/** The province part of everything invented: no GB/T 2260 code begins with it. */
export const syntheticProvince = '99';

const everyLevel: readonly RegionDigits[] = [2, 4, 6, 9, 12];
const digitsOnly = /^\d+$/;

/** True where the two digits are a province, municipality, autonomous or special region of GB/T 2260, Taiwan included. */
export function isKnownProvince(province: string): boolean {
  return province.length === 2 && regionTable().has(province);
}

/**
 * True where six digits are, or since 2002 were, a county of GB/T 2260, or a city without counties (东莞 441900).
 * False means unknown rather than wrong: earlier revisions, and those of 2017 to 2024, are not in the table.
 */
export function isKnownCounty(county: string): boolean {
  const digits = significantDigits(county);
  return county.length === 6 && digits.length >= 4 && regionTable().has(digits);
}

function readDigits(code: string, field: string, rules: RegionRules): string {
  const digits = code.normalize('NFKC').trim();
  if (!digitsOnly.test(digits)) throw badInput(field, `${field} must consist of digits only`, 'BAD_CHARACTER');
  const province = digits.slice(0, 2);
  if (isKnownProvince(province) || (province === syntheticProvince && rules.synthetic === true)) return digits;
  if (province === syntheticProvince) {
    throw badInput(field, `${field} is a synthetic code; use the code of a real place`, 'SYNTHETIC_NUMBER');
  }
  throw badInput(field, `${field} must begin with the two digits of a province of GB/T 2260`, 'UNKNOWN_PROVINCE');
}

/**
 * Reads a division code (GB/T 2260, below the county the 统计用区划代码). The province must be known; a county, township or
 * village need not be, since their codes change faster than any list of them.
 * @param digits the lengths that will do; all levels unless told
 * @throws HubError BAD_USER_INPUT, reason `BAD_CHARACTER`, `BAD_LENGTH`, `UNKNOWN_PROVINCE` or `SYNTHETIC_NUMBER`
 */
export function parseRegionCode(
  code: string,
  field: string,
  digits: readonly RegionDigits[] = everyLevel,
  rules: RegionRules = {},
): string {
  const value = readDigits(code, field, rules);
  if (!(digits as readonly number[]).includes(value.length)) {
    throw badInput(field, `${field} must have ${digits.join(', ')} digits`, 'BAD_LENGTH');
  }
  return value;
}

/**
 * Reads the code of a grid (网格): its village's 12 digits and a serial of 3. Every grid lies in exactly one village or
 * community.
 * @throws HubError BAD_USER_INPUT, reason `BAD_CHARACTER`, `BAD_LENGTH`, `UNKNOWN_PROVINCE`, `SYNTHETIC_NUMBER`,
 * `NOT_A_VILLAGE` (digits 10 to 12 are 000) or `BAD_SERIAL` (the last three are)
 */
export function parseGridCode(code: string, field: string, rules: RegionRules = {}): string {
  const value = readDigits(code, field, rules);
  if (value.length !== 15) {
    throw badInput(field, `${field} must have 15 digits: the village's 12 and a serial of 3`, 'BAD_LENGTH');
  }
  if (value.slice(9, 12) === '000') {
    const message = `${field} must begin with the code of a village; digits 10 to 12 are 000, as of a whole township`;
    throw badInput(field, message, 'NOT_A_VILLAGE');
  }
  if (value.slice(12) === '000') throw badInput(field, `${field} must end in a serial from 001 on`, 'BAD_SERIAL');
  return value;
}

/** The region with its latest name, in short (33) or padded form (330000). A name no longer in use has a `validTo`. */
export function findRegion(code: string): Region | undefined {
  return regionTable().get(significantDigits(code))?.at(-1);
}

/** All names that a code is known to have had, oldest first. */
export function listRegionNames(code: string): readonly Region[] {
  return regionTable().get(significantDigits(code)) ?? [];
}

/** The region and all that lie in it, by code, each with its latest name; everything for an empty prefix. */
export function listRegions(prefix: string): readonly Region[] {
  const digits = significantDigits(prefix);
  const regions: Region[] = [];
  for (const [code, names] of regionTable()) {
    const latest = names.at(-1);
    if (latest !== undefined && code.startsWith(digits)) regions.push(latest);
  }
  return regions;
}

/** The county's six digits of a county, township, village or grid code. */
export function countyOf(code: string): string {
  if (code.length < 6) throw new RangeError('A code above county level has no county');
  return code.slice(0, 6);
}

/**
 * True where a region or grid lies in a zone, or is it. A zone that is not a whole code of some level contains nothing:
 * an empty or broken zone must never open everything.
 */
export function isWithin(code: string, zone: string): boolean {
  const digits = significantDigits(zone);
  const whole = digitsOnly.test(digits) && [...everyLevel, 15].includes(digits.length);
  return whole && code.startsWith(digits);
}
