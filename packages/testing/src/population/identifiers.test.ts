import {
  findRegion,
  HubError,
  matchesName,
  normaliseName,
  parseCreditCode,
  parseDocument,
  parseGridCode,
  parseRegionCode,
} from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { originCounties } from './person/origin-counties.js';
import { listForms, township } from './township.fixture.js';
import type { FormRow } from './view/form-row.js';

const { truth, views, asOf } = township;
const rules = { synthetic: true, today: asOf } as const;
const identities = [...truth.people, ...truth.landlords];

describe('documents', () => {
  it('are valid by the rules of their type and agree with birth date and sex', () => {
    const wrong = identities.filter(({ documentType, documentNumber, birthDate, sex }) => {
      const parsed = parseDocument(documentType, documentNumber, rules);
      const agrees = (parsed.birthDate ?? birthDate) === birthDate && (parsed.sex ?? sex) === sex;
      return parsed.number !== documentNumber || !agrees || parsed.warnings.length > 0;
    });
    expect(wrong).toEqual([]);
  });

  it('begin with 99 wherever they have the form of a citizen number, and are refused outside synthetic mode', () => {
    const long = identities.filter(({ documentNumber }) => documentNumber.length === 18);
    expect(long.length).toBeGreaterThan(6_000);
    expect(long.filter(({ documentNumber }) => !documentNumber.startsWith('99'))).toEqual([]);
    for (const { documentType, documentNumber } of long.slice(0, 300)) {
      expect(() => parseDocument(documentType, documentNumber, { ...rules, synthetic: false })).toThrow(HubError);
    }
  });

  it('are counted where they cannot be told from real ones by their form', () => {
    const short = identities.filter(({ documentNumber }) => documentNumber.length < 18);
    expect(short.length).toBeGreaterThan(5);
    for (const { documentNumber } of short) expect(documentNumber).toMatch(/^(XX|[HM]0|0)\d{7}$/);
  });

  it('are given once', () => {
    expect(new Set(identities.map(({ documentNumber }) => documentNumber)).size).toBe(identities.length);
  });

  it('of every type occur', () => {
    expect(new Set(identities.map(({ documentType }) => documentType)).size).toBe(5);
  });
});

describe('names, phones and places', () => {
  it('have names in their stored form', () => {
    expect(identities.filter(({ name }) => normaliseName(name) !== name)).toEqual([]);
  });

  it('have phones that no network assigns', () => {
    const phones = identities.flatMap(({ phone }) => phone ?? []);
    expect(phones.filter((phone) => !/^1000000\d{4}$/.test(phone))).toEqual([]);
  });

  it('come from counties in use today', () => {
    for (const { code, former } of Object.values(originCounties).flat()) {
      expect(findRegion(code)).toMatchObject({ level: 'COUNTY' });
      expect(findRegion(code)?.validTo).toBeUndefined();
      if (former !== undefined) expect(findRegion(former)?.validTo).toBeDefined();
    }
  });

  it('have regions and grids with valid codes, each dwelling in a grid of its village', () => {
    for (const { code, regionCode } of truth.grids) {
      expect(parseGridCode(code, 'code')).toBe(code);
      expect(parseRegionCode(regionCode, 'regionCode', [12])).toBe(code.slice(0, 12));
    }
    const codes = new Set(truth.grids.map(({ code }) => code));
    const lost = truth.dwellings.filter(
      (each) => !codes.has(each.gridCode) || !each.gridCode.startsWith(each.regionCode),
    );
    expect(lost).toEqual([]);
  });
});

describe('credit codes', () => {
  it('are valid, inner check included, of a region that does not exist, and given once', () => {
    const codes = views.commerce.enterprises.map(({ code }) => code);
    expect(new Set(codes).size).toBe(201);
    for (const { code, kind } of views.commerce.enterprises) {
      const parsed = parseCreditCode(code, { synthetic: true });
      expect(parsed.warnings).toEqual([]);
      expect(parsed.regionCode).toMatch(/^9900\d\d$/);
      expect(parsed.category).toBe({ COMPANY: '91', SELF_EMPLOYED: '92', COOPERATIVE: '93' }[kind]);
      expect(() => parseCreditCode(code, { synthetic: false })).toThrow(HubError);
    }
  });

  it('of employers are those of enterprises', () => {
    const codes = new Set(views.commerce.enterprises.map(({ code }) => code));
    const reports = [...views.labor.employments, ...views.labor.insurances];
    expect(reports.filter(({ employerCode }) => !codes.has(employerCode))).toEqual([]);
  });
});

describe('intake', () => {
  const numbers = new Map(identities.map(({ key, documentNumber }) => [key, documentNumber]));
  /** A form that is refused for its dates or its address is not looked at any further. */
  const refusedEarlier = ['BAD_DATES', 'DWELLING_UNKNOWN'];

  /** What a register of identities comes to that knows nothing but what was typed: a number, or why there is none. */
  function judge({ documentType, documentNumber, name, problem }: FormRow, known: Map<string, string>): string {
    if (problem !== undefined && refusedEarlier.includes(problem)) return problem;
    if (documentType === undefined || documentNumber === undefined) return 'NO_DOCUMENT';
    try {
      const { number } = parseDocument(documentType, documentNumber, rules);
      const bearer = known.get(number);
      if (bearer === undefined) known.set(number, normaliseName(name));
      return bearer === undefined || matchesName(bearer, name) ? number : 'NAME_DIFFERS';
    } catch (error) {
      return error instanceof HubError ? (error.details.reason ?? error.code) : 'UNEXPECTED';
    }
  }

  function agrees(row: FormRow, outcome: string): boolean {
    switch (row.intake) {
      case 'LINKED':
        return outcome === numbers.get(row.personKey ?? '');
      case 'REVIEW':
      case 'REFUSED':
        return outcome === row.problem;
      case 'DUPLICATE':
      case 'PHANTOM':
        return /^99\d{15}[\dX]$|^(XX|[HM]0|0)\d{7}$/.test(outcome);
    }
  }

  it('is what a register comes to that sees only what was typed', () => {
    const known = new Map(truth.landlords.map(({ documentNumber, name }) => [documentNumber, name]));
    const forms = listForms(township);
    expect(forms.length).toBeGreaterThan(15_000);
    expect(new Set(forms.map(({ intake }) => intake)).size).toBe(5);
    expect(forms.filter((row) => !agrees(row, judge(row, known)))).toEqual([]);
  });

  it('gives a person to the rows that are linked, and a problem to those that are not', () => {
    const wrong = listForms(township).filter(({ intake, personKey, problem }) => {
      const linked = intake === 'LINKED';
      return (personKey !== undefined) !== linked || (problem === undefined) !== (linked || intake === 'PHANTOM');
    });
    expect(wrong).toEqual([]);
  });

  it('lists everybody whom a held row is about', () => {
    const listed = new Set(views.police.people.map(({ personKey }) => personKey));
    const held = listForms(township).flatMap(({ personKey }) => personKey ?? []);
    expect(held.filter((key) => !listed.has(key))).toEqual([]);
    expect(new Set(held).size + truth.landlords.length).toBe(listed.size);
  });
});
