import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf, readHolidayFile } from './holiday-file.js';

const table = { year: 2027, holidays: { '2027-01-01': '元旦', '2027-10-01': '国庆节' }, workdays: ['2027-02-20'] };

describe('a file of holidays', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-holidays-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (content: unknown): ReturnType<typeof readHolidayFile> => {
    const path = join(folder, 'year.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return readHolidayFile(path);
  };

  it('is read, of the nation unless it says whose', async () => {
    expect(await read(table)).toEqual({ jurisdiction: 'CN', ...table });
    expect(await read({ ...table, jurisdiction: 'CN-45' })).toMatchObject({ jurisdiction: 'CN-45' });
  });

  it('has a key that tells its content, whatever its order', async () => {
    const holidays = { '2027-10-01': '国庆节', '2027-01-01': '元旦' };
    expect(keyOf(await read({ ...table, holidays }))).toBe(keyOf(await read(table)));
    expect(keyOf(await read({ ...table, workdays: [] }))).not.toBe(keyOf(await read(table)));
    expect(keyOf(await read({ ...table, jurisdiction: 'CN-45' }))).not.toBe(keyOf(await read(table)));
  });

  it.each([
    ['text', 'no JSON', 'no JSON object'],
    ['a list', [table], 'no JSON object'],
    ['a day of another year', { ...table, workdays: ['2026-02-14'] }, 'file.workdays.0 takes real dates of 2027'],
    ['something besides', { ...table, note: 'x' }, 'must be an object of year, holidays and workdays'],
    ['a number as jurisdiction', { ...table, jurisdiction: 45 }, 'file.jurisdiction must be CN'],
  ])('is refused with %s', async (_what, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('that is not there is named', async () => {
    await expect(readHolidayFile(join(folder, 'none.json'))).rejects.toThrow('none.json cannot be read');
  });
});
