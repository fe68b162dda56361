import { matchesName } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { demoCategories } from './demo/categories.js';
import { pickDemoPeople } from './demo-people.js';
import { generatePopulation } from './generate-population.js';
import { township } from './township.fixture.js';
import { isHeld } from './view/form-row.js';

const people = pickDemoPeople(township);
const { views } = township;

describe('pickDemoPeople', () => {
  it('picks 200 different people, the same every time', () => {
    expect(new Set(people.map(({ personKey }) => personKey)).size).toBe(200);
    expect(pickDemoPeople(township)).toEqual(people);
  });

  it('picks people whom the hub finds by the number and the name given', () => {
    const known = new Map(views.police.people.map((person) => [person.personKey, person]));
    for (const { personKey, documentNumber, name } of people) {
      expect(known.get(personKey)?.documentNumber).toBe(documentNumber);
      expect(matchesName(known.get(personKey)?.name ?? '', name)).toBe(true);
    }
  });

  it('has people of every kind', () => {
    const truths = people.map(({ truth }) => truth);
    expect(demoCategories.length).toBeGreaterThan(20);
    expect(truths.some(({ police }) => police.permit?.state === 'ACTIVE')).toBe(true);
    expect(truths.some(({ police }) => police.permit?.state === 'SUSPENDED')).toBe(true);
    expect(truths.some(({ police }) => police.registrationStatus === 'LEFT')).toBe(true);
    expect(truths.some(({ police }) => police.rentalUnits > 0)).toBe(true);
    expect(truths.some(({ commerce }) => commerce.enterprises.some(({ status }) => status === 'CLOSED'))).toBe(true);
    expect(truths.some(({ education }) => education.enrolments.some(({ endedOn }) => endedOn === null))).toBe(true);
    expect(new Set(truths.map(({ familyPlanning }) => familyPlanning.vaccinationStatus)).size).toBe(4);
    expect(truths.some(({ labor }) => labor.insuredSince !== null)).toBe(true);
    expect(
      truths.some(({ community, police }) => community.lastSeenOn !== null && police.registrationStatus === null),
    ).toBe(true);
    expect(new Set(people.map(({ documentType }) => documentType)).size).toBeGreaterThan(2);
  });

  it('tells what the departments hold, not what is so', () => {
    const person = people.find(({ truth }) => truth.police.residenceRegistered && truth.labor.employments.length > 0);
    const registration = views.police.registrations
      .filter(isHeld)
      .filter(({ personKey }) => personKey === person?.personKey)
      .at(-1);
    expect(person?.truth.police).toMatchObject({
      registeredOn: registration?.registeredOn,
      dwellingRelation: registration?.dwellingRelation,
      source: registration?.source,
    });
    const jobs = views.labor.employments.filter(isHeld).filter(({ personKey }) => personKey === person?.personKey);
    expect(person?.truth.labor.employments.map(({ employerCode }) => employerCode)).toEqual(
      jobs.map(({ employerCode }) => employerCode),
    );
    const left = new Set(township.truth.people.filter(({ leftOn }) => leftOn !== undefined).map(({ key }) => key));
    expect(people.some(({ personKey, truth }) => left.has(personKey) && truth.police.residenceRegistered)).toBe(true);
  });

  it('is made of plain values that survive being written as a line', () => {
    expect(JSON.parse(JSON.stringify(people))).toEqual(people);
  });

  it('takes as many as there are from a small population', () => {
    const small = generatePopulation({ set: 'XS', seed: 1, asOf: '2026-11-22' });
    expect(pickDemoPeople(small, 50)).toHaveLength(50);
    const all = pickDemoPeople(small, 10_000);
    expect(all.length).toBeGreaterThan(250);
    expect(all.length).toBeLessThanOrEqual(small.views.police.people.length);
  });
});
