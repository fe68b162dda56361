import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HolidayYear } from '@hub/domain';
import { badInput, parseHolidayYear } from '@hub/domain';

export interface HolidayFile extends HolidayYear {
  readonly jurisdiction: string;
}

const field = 'file';

/**
 * A year's table from a file: `{ "year": 2027, "holidays": { "2027-01-01": "元旦" }, "workdays": [] }`, and perhaps a `jurisdiction`.
 *
 * @throws HubError BAD_USER_INPUT naming what is wrong in it
 */
export async function readHolidayFile(path: string): Promise<HolidayFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw badInput(field, `The file ${path} cannot be read${cause instanceof Error ? ` (${cause.message})` : ''}`);
  });
  const { jurisdiction = 'CN', ...table } = parseJson(text, path);
  if (typeof jurisdiction !== 'string') throw badInput(field, 'file.jurisdiction must be CN, or CN-45 and the like');
  return { jurisdiction, ...parseHolidayYear(table, field) };
}

/** The same table has the same key: loading it twice is loading it once. */
export function keyOf({ jurisdiction, year, holidays, workdays }: HolidayFile): string {
  const content = JSON.stringify([Object.entries(holidays).sort(), [...workdays].sort()]);
  return `calendar-${jurisdiction}-${String(year)}-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

function parseJson(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  } catch {
    // Told below
  }
  throw badInput(field, `${path} is no JSON object of year, holidays and workdays`);
}
