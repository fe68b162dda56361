import { readFileSync } from 'node:fs';

export const regionLevels = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'] as const;
export type RegionLevel = (typeof regionLevels)[number];

/** An administrative division (行政区划). */
export interface Region {
  /** Significant digits only: 2 province, 4 city, 6 county, 9 township, 12 village, so that a code begins with its parent's. */
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  /** First known revision of GB/T 2260 with this name, `YYYY-MM` or `YYYY`; absent where it is as old as our oldest list (2002-12). */
  readonly validFrom?: string;
  /** Last known revision with this name; absent while it is in use. */
  readonly validTo?: string;
}

const levelOfLength: ReadonlyMap<number, RegionLevel> = new Map([
  [2, 'PROVINCE'],
  [4, 'CITY'],
  [6, 'COUNTY'],
  [9, 'TOWNSHIP'],
  [12, 'VILLAGE'],
]);

/** Drops the zeros that pad a code to the digits of a lower level: 330900 is 3309, 330921200000 is 330921200. */
export function significantDigits(code: string): string {
  let digits = code;
  if (digits.length === 12 && digits.endsWith('000')) digits = digits.slice(0, 9);
  if (digits.length === 9 && digits.endsWith('000')) digits = digits.slice(0, 6);
  if (digits.length === 6 && digits.endsWith('00')) digits = digits.slice(0, 4);
  if (digits.length === 4 && digits.endsWith('00')) digits = digits.slice(0, 2);
  return digits;
}

function rowsOf(file: string): string[][] {
  const text = readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8');
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(','));
}

function toRevision(month: string): string {
  return month.length === 6 ? `${month.slice(0, 4)}-${month.slice(4)}` : month;
}

const oldestRevision = '200212';

function createRegion([paddedCode = '', name = '', first = '', last = '']: readonly string[]): Region {
  const code = significantDigits(paddedCode);
  const level = levelOfLength.get(code.length);
  if (level === undefined) throw new RangeError(`The region table holds the code ${paddedCode}, which is of no level`);
  return {
    code,
    name,
    level,
    ...(first === '' || first === oldestRevision ? {} : { validFrom: toRevision(first) }),
    ...(last === '' ? {} : { validTo: toRevision(last) }),
  };
}

let loaded: ReadonlyMap<string, readonly Region[]> | undefined;

/** Every known name of every code, oldest first, the codes in order. Read from the package's own data at first use. */
export function regionTable(): ReadonlyMap<string, readonly Region[]> {
  loaded ??= loadRegionTable();
  return loaded;
}

function loadRegionTable(): ReadonlyMap<string, readonly Region[]> {
  const table = new Map<string, Region[]>();
  const villages = rowsOf('regions-village.csv').map(([code = '', name = '']) => [code, name]);
  for (const row of [...rowsOf('regions-county.csv'), ...villages]) {
    const region = createRegion(row);
    const names = table.get(region.code);
    if (names === undefined) table.set(region.code, [region]);
    else names.push(region);
  }
  return new Map([...table].sort(([a], [b]) => (a < b ? -1 : 1)));
}
