import { describe, expect, test } from 'vitest';
import {
  countyOf,
  findRegion,
  isKnownCounty,
  isKnownProvince,
  isWithin,
  listRegionNames,
  listRegions,
  parseGridCode,
  parseRegionCode,
} from './region.js';

function refusal(reason: string) {
  return expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field: 'regionCode', reason } }) as unknown;
}

describe('reading codes', () => {
  test.each(['33', '3309', '330921', '330921200', '330921200200', '330000'])('%s is a code', (code) => {
    expect(parseRegionCode(code, 'regionCode')).toBe(code);
  });

  test.each([
    ['330', 'BAD_LENGTH'],
    ['330921200200001', 'BAD_LENGTH'],
    ['33092x', 'BAD_CHARACTER'],
    ['', 'BAD_CHARACTER'],
    ['190921', 'UNKNOWN_PROVINCE'],
    ['830000', 'UNKNOWN_PROVINCE'],
    ['990001', 'SYNTHETIC_NUMBER'],
  ])('%j is refused with %s', (code, reason) => {
    expect(() => parseRegionCode(code, 'regionCode')).toThrow(refusal(reason));
  });

  test('only the levels asked for will do', () => {
    expect(() => parseRegionCode('3309', 'regionCode', [6, 9, 12])).toThrow(/6, 9, 12 digits/);
  });

  test('a county that no list knows is fine, full width and spaces too', () => {
    expect(parseRegionCode(' ３３0999 ', 'regionCode', [6])).toBe('330999');
  });

  test('synthetic codes are read where they are welcome', () => {
    expect(parseRegionCode('990001', 'regionCode', [6], { synthetic: true })).toBe('990001');
  });

  test('a grid is a village and a serial of three digits', () => {
    expect(parseGridCode('330921200200001', 'regionCode')).toBe('330921200200001');
    expect(() => parseGridCode('330921200200', 'regionCode')).toThrow(refusal('BAD_LENGTH'));
    expect(() => parseGridCode('190921200200001', 'regionCode')).toThrow(refusal('UNKNOWN_PROVINCE'));
  });

  test('a grid lies in a village and is numbered from 001 on', () => {
    expect(() => parseGridCode('330921200000001', 'regionCode')).toThrow(refusal('NOT_A_VILLAGE'));
    expect(() => parseGridCode('330921200200000', 'regionCode')).toThrow(refusal('BAD_SERIAL'));
  });
});

describe('places of the founding documents', () => {
  test.each([
    ['330921', '岱山县', 'COUNTY'],
    ['330921200', '秀山乡', 'TOWNSHIP'],
    ['330921200200', '秀东村村委会', 'VILLAGE'],
    ['330113100', '塘栖镇', 'TOWNSHIP'],
    ['330110110', '瓶窑镇', 'TOWNSHIP'],
  ])('%s is %s', (code, name, level) => {
    expect(findRegion(code)).toEqual({ code, name, level });
  });

  test('秀山乡 has its three villages and 渠县 lost 射洪乡', () => {
    expect(listRegions('330921200').map(({ code }) => code)).toEqual([
      '330921200',
      '330921200200',
      '330921200203',
      '330921200212',
    ]);
    expect(listRegions('511725').filter(({ level }) => level === 'TOWNSHIP')).toHaveLength(37);
    expect(listRegions('511725').some(({ name }) => name === '射洪乡')).toBe(false);
  });

  test('临平区 came after the last revision we know', () => {
    expect(findRegion('330113')).toEqual({ code: '330113', name: '临平区', level: 'COUNTY', validFrom: '2025' });
  });
});

describe('the historical union', () => {
  test('a county that was dissolved is still known, with the last list that had it', () => {
    expect(isKnownCounty('110104')).toBe(true);
    expect(findRegion('110104')).toEqual({ code: '110104', name: '宣武区', level: 'COUNTY', validTo: '2009-12' });
  });

  test('a new county of 2024 is known, a made-up one is not', () => {
    expect(isKnownCounty('653228')).toBe(true);
    expect(isKnownCounty('330999')).toBe(false);
  });

  test('a city without counties counts as one, a province does not', () => {
    expect(isKnownCounty('441900')).toBe(true);
    expect(isKnownCounty('710000')).toBe(false);
    expect(isKnownCounty('3309')).toBe(false);
  });

  test('there are 34 provinces', () => {
    expect(listRegions('').filter(({ level }) => level === 'PROVINCE')).toHaveLength(34);
    expect(isKnownProvince('71')).toBe(true);
    expect(isKnownProvince('99')).toBe(false);
    expect(isKnownProvince('330921')).toBe(false);
  });

  test('a code tells all names it has had, oldest first', () => {
    expect(listRegionNames('429000')).toHaveLength(4);
    expect(findRegion('4290')).toEqual(listRegionNames('429000').at(-1));
    expect(listRegionNames('190000')).toEqual([]);
  });

  test('short and padded forms find the same region', () => {
    expect(findRegion('330000')).toEqual({ code: '33', name: '浙江省', level: 'PROVINCE' });
    expect(findRegion('330921200000')).toEqual(findRegion('330921200'));
    expect(findRegion('190000')).toBeUndefined();
  });

  test('every region lies in a province, and its county comes before it in the list', () => {
    const seen = new Set<string>();
    for (const { code } of listRegions('')) {
      seen.add(code);
      if (!seen.has(code.slice(0, 2)) || (code.length > 6 && !seen.has(countyOf(code)))) throw new Error(code);
    }
    expect(seen.size).toBe(4_679 + 1_155);
  });
});

describe('zones', () => {
  test.each([
    ['330921200200', '330921200'],
    ['330921200200001', '330921200200'],
    ['330921200200001', '330921200200001'],
    ['330921', '330900'],
    ['330921200', '33'],
    ['330921', '330921000000'],
  ])('%s lies in %s', (code, zone) => {
    expect(isWithin(code, zone)).toBe(true);
  });

  test.each([
    ['330921', '330921200'],
    ['330922200', '330921'],
    ['330921200', ''],
    ['330921200', '000000'],
    ['330921200', '3309212'],
    ['330921200', '33092'],
    ['330921200', '.*'],
  ])('%s does not lie in %j', (code, zone) => {
    expect(isWithin(code, zone)).toBe(false);
  });

  test('the county of a village is its first six digits, a city has none', () => {
    expect(countyOf('330921200200')).toBe('330921');
    expect(() => countyOf('3309')).toThrow(RangeError);
  });
});
