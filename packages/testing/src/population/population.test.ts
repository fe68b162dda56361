import { ageOn } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { listForms, township } from './township.fixture.js';
import { isHeld } from './view/form-row.js';

const { truth, views, asOf } = township;
const { police, community } = views;
const births = new Map(truth.people.map(({ key, birthDate }) => [key, birthDate]));

describe('a population', () => {
  it('that is held happened by the day it is told', () => {
    const held = listForms(township).filter(isHeld);
    const dates = held.flatMap((row) => Object.entries(row).filter(([name]) => /(On|Since|since|asOf)$/.test(name)));
    expect(dates.length).toBeGreaterThan(20_000);
    expect(dates.filter(([, date]) => String(date) > asOf)).toEqual([]);
  });

  it('has keys that are used once', () => {
    const keys = [
      ...listForms(township).map(({ rowKey }) => rowKey),
      ...police.permits.map(({ rowKey }) => rowKey),
      ...community.visits.map(({ rowKey }) => rowKey),
      ...police.dwellings.map(({ key }) => key),
      ...truth.rentalUnits.map(({ key }) => key),
      ...truth.people.map(({ key }) => key),
      ...truth.landlords.map(({ key }) => key),
      ...truth.households.map(({ key }) => key),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gives every child under sixteen an adult in the household', () => {
    const children = truth.people.filter(({ birthDate }) => ageOn(birthDate, asOf) < 16);
    expect(children.length).toBeGreaterThan(300);
    for (const { guardianKeys, birthDate } of children) {
      expect(guardianKeys.length).toBeGreaterThan(0);
      for (const key of guardianKeys) expect(ageOn(births.get(key) ?? asOf, birthDate)).toBeGreaterThanOrEqual(16);
    }
  });

  it('has no attribute that the hub must not know', () => {
    const forbidden =
      /ethnic|nationality|religi|belief|marital|married|pregnan|contracepti|fertil|birthplan|health|disease|politic|petition|criminal|wanted|risk|score|trajector|blacklist|wage|photo|fingerprint/i;
    const names = new Set<string>();
    collectNames({ truth, views, expected: township.expected }, names);
    expect(names.size).toBeGreaterThan(100);
    expect([...names].filter((name) => forbidden.test(name))).toEqual([]);
  });

  it('keeps the links between spouses and guardians out of every view', () => {
    const names = new Set<string>();
    collectNames(views, names);
    expect([...names].filter((name) => /spouse|guardian|household/i.test(name))).toEqual([]);
  });
});

/** The names of all properties; of a long list, those of its first thousand items. */
function collectNames(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 1_000)) collectNames(item, names);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      names.add(name);
      collectNames(each, names);
    }
  }
}
