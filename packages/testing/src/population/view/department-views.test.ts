import { ageOn } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { areaOf, contains } from '../place/polygon.fixture.js';
import { groupBy, overlaps } from '../rows.fixture.js';
import { township } from '../township.fixture.js';
import { isHeld } from './form-row.js';

const { truth, views, asOf } = township;
const { labor, education, commerce, community, familyPlanning } = views;
const births = new Map(truth.people.map(({ key, birthDate }) => [key, birthDate]));

describe('labor', () => {
  const employments = labor.employments.filter(isHeld);

  it('has one open employment per person and employer', () => {
    const open = employments.filter(({ endedOn }) => endedOn === undefined);
    expect(new Set(open.map(({ personKey, employerCode }) => `${personKey} ${employerCode}`)).size).toBe(open.length);
  });

  it('has ended employments, and some that nobody ended', () => {
    expect(employments.filter(({ endedOn }) => endedOn !== undefined).length).toBeGreaterThan(500);
    expect(township.errorLog.some(({ error, view }) => error === 'NOT_ENDED' && view === 'labor')).toBe(true);
  });

  it('has nobody at work before sixteen but the cases that are meant', () => {
    const young = truth.employments.filter(
      ({ personKey, startedOn }) => ageOn(births.get(personKey) ?? asOf, startedOn) < 16,
    );
    expect(young.map(({ personKey }) => personKey).sort()).toEqual([...truth.scenarios.underageHires].sort());
    expect(young.length).toBeGreaterThan(1);
    expect(young.length).toBeLessThan(10);
  });

  it('gets every report of one employer late', () => {
    const [late] = truth.scenarios.lateEmployers;
    const reports = labor.employments.filter(
      ({ employerCode, problem }) => employerCode === late && problem !== 'BAD_DATES',
    );
    expect(reports.length).toBeGreaterThan(5);
    const truthful = new Map(
      truth.employments.map((each) => [`${each.personKey} ${each.employerCode}`, each.startedOn]),
    );
    for (const { personKey, employerCode, startedOn, reportedOn } of reports.filter(isHeld)) {
      expect(startedOn).toBe(truthful.get(`${personKey} ${employerCode}`));
      expect(Date.parse(reportedOn) - Date.parse(startedOn)).toBeGreaterThanOrEqual(20 * 86_400_000);
    }
  });

  it('has contracts and insurance within the employment', () => {
    const wrong = truth.employments.filter(({ startedOn, endedOn, contractSignedOn, insuredSince }) =>
      [contractSignedOn, insuredSince].some((day) => day !== undefined && (day < startedOn || day > (endedOn ?? asOf))),
    );
    expect(wrong).toEqual([]);
  });

  it('has nobody with two jobs at once in truth', () => {
    const careers = groupBy(truth.employments, ({ personKey }) => personKey);
    expect(
      careers.filter((jobs) => overlaps(jobs.map(({ startedOn, endedOn }) => ({ from: startedOn, to: endedOn })))),
    ).toEqual([]);
  });

  it('has nobody at work for an employer that has closed', () => {
    const closed = new Map(truth.employers.map(({ code, closedOn }) => [code, closedOn ?? asOf]));
    expect(truth.scenarios.closedEmployers.length).toBeGreaterThan(0);
    expect(
      truth.employments.filter(({ employerCode, endedOn }) => (endedOn ?? asOf) > (closed.get(employerCode) ?? '')),
    ).toEqual([]);
  });
});

describe('education, commerce and family planning', () => {
  it('have one active enrolment per child, in a school with that grade and a seat to spare', () => {
    const active = education.enrolments.filter(isHeld).filter(({ endedOn }) => endedOn === undefined);
    expect(new Set(active.map(({ personKey }) => personKey)).size).toBe(active.length);
    const seats = new Map(
      education.schools.flatMap(({ code, seats }) =>
        seats.map(({ grade, capacity }) => [`${code} ${String(grade)}`, capacity]),
      ),
    );
    for (const rows of groupBy(active, ({ schoolCode, grade }) => `${schoolCode} ${String(grade)}`)) {
      const [row] = rows;
      expect(rows.length).toBeLessThanOrEqual(seats.get(`${row?.schoolCode ?? ''} ${String(row?.grade)}`) ?? 0);
    }
  });

  it('enrol children by their age on 31 August', () => {
    for (const { personKey, schoolYear, grade } of truth.enrolments) {
      expect(ageOn(births.get(personKey) ?? asOf, `${schoolYear}-08-31`)).toBe(grade + 5);
      expect(grade).toBeLessThanOrEqual(9);
    }
  });

  it('license grown-ups, once each, and close some of the businesses', () => {
    const operators = truth.licences.map(({ operatorKey }) => operatorKey);
    expect(new Set(operators).size).toBe(160);
    for (const { operatorKey, establishedOn, closedOn } of truth.licences) {
      expect(ageOn(births.get(operatorKey) ?? asOf, establishedOn)).toBeGreaterThanOrEqual(18);
      expect((closedOn ?? asOf) >= establishedOn).toBe(true);
    }
    const closed = commerce.enterprises.filter(({ status }) => status === 'CLOSED').map(({ code }) => code);
    expect(closed.sort()).toEqual([...truth.scenarios.closedLicences, ...truth.scenarios.closedEmployers].sort());
  });

  it('check the vaccinations of children under seven', () => {
    const ages = familyPlanning.vaccinations
      .filter(isHeld)
      .map(({ personKey }) => ageOn(births.get(personKey) ?? '1900-01-01', asOf));
    expect(Math.max(...ages)).toBeLessThan(7);
  });
});

describe('community', () => {
  it('has grids that share no ground and cover their village', () => {
    for (const { code, outline } of truth.villages) {
      const cells = community.grids.filter(({ regionCode }) => regionCode === code);
      expect(cells).toHaveLength(8);
      const together = cells.reduce((sum, { polygon }) => sum + areaOf(polygon), 0);
      expect(Math.abs(together - areaOf(outline))).toBeLessThan(areaOf(outline) * 1e-9);
    }
  });

  it('has a station in each village and one for the township', () => {
    const villages = truth.villages.map(({ code }) => ({ code: `S${code}`, regionCode: code, kind: 'VILLAGE' }));
    const township = { code: 'S330921200', regionCode: '330921200', kind: 'TOWNSHIP' };
    expect(community.stations.map(({ code, regionCode, kind }) => ({ code, regionCode, kind }))).toEqual([
      township,
      ...villages,
    ]);
  });

  it('has every dwelling inside its own grid and no other', () => {
    const astray = truth.dwellings.filter(({ gridCode, location }) => {
      const holding = community.grids.filter(({ polygon }) => contains(polygon, location));
      return holding.length !== 1 || holding[0]?.code !== gridCode;
    });
    expect(astray).toEqual([]);
  });

  it('meets people only in dwellings where they live on that day', () => {
    const stays = groupBy(truth.stays, ({ personKey, dwellingKey }) => `${personKey} ${dwellingKey}`);
    const lived = new Map(stays.map((rows) => [`${rows[0]?.personKey ?? ''} ${rows[0]?.dwellingKey ?? ''}`, rows]));
    const wrong = community.visits.flatMap(({ dwellingKey, visitedOn, personKeys }) =>
      personKeys.filter((key) => {
        const times = lived.get(`${key} ${dwellingKey}`) ?? [];
        return !times.some(({ from, to }) => from <= visitedOn && visitedOn <= (to ?? asOf));
      }),
    );
    expect(wrong).toEqual([]);
    expect(community.visits.filter(({ outcome, personKeys }) => outcome !== 'MET' && personKeys.length > 0)).toEqual(
      [],
    );
  });
});
