import { basename } from 'node:path';
import type { HubOnTrial, Officer } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiles } from '../privacy/places.fixture.js';
import { brief, verifications } from './answers.fixture.js';
import type { PersonLine } from './demo-person.fixture.js';
import { readPeople } from './demo-person.fixture.js';
import { expectedByCommunity, expectedByLabor, expectedBySchools } from './expected-answers.fixture.js';
import { startHub } from './hub.fixture.js';
import { openOffices, UnexpectedAnswer } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { resolve } from './town.fixture.js';

type Fields = Readonly<Record<string, unknown>>;
/** What was told of one person, and which fields there was no record for. */
interface Told {
  readonly fields: Fields;
  readonly missing: readonly string[];
}
type Verification = Parameters<typeof brief>[0];

/** Status of a person by the state of the last registration. */
const statusAfter = { ACTIVE: 'ACTIVE', MOVED: 'ACTIVE', LEFT: 'LEFT', NONE: 'UNREGISTERED' } as const;

/** The township that a visitor asks about: what `demo/people.ndjson` says of 200 people is what the hub answers. */
describe('The people of the demo township', () => {
  const today = '2026-11-22';
  let hub: HubOnTrial;
  let people: readonly PersonLine[] = [];

  beforeAll(async () => {
    hub = await startHub({ population: 'XS', clock: standingClock(today) });
    people = await readPeople(hub.dataDir);
  });
  afterAll(() => hub.stop());

  /** Asks a selection about everybody, a hundred at a time; NOT_FOUND stands in `missing`, anything else is unexpected. */
  async function askAll(officer: Officer, selection: string): Promise<readonly Told[]> {
    const told: Told[] = [];
    for (let start = 0; start < people.length; start += 100) {
      const ids = people.slice(start, start + 100).map(({ personId }) => personId);
      const answer = await officer.query(`query ($ids: [ID!]!) { persons(ids: $ids) { ${selection} } }`, { ids });
      const { data, errors = [] } = answer;
      if (errors.some(({ extensions }) => extensions['code'] !== 'NOT_FOUND')) throw new UnexpectedAnswer(answer);
      const missingOf = (index: number): readonly string[] =>
        errors.flatMap(({ path }) => (path?.[1] === index ? [String(path[2])] : [])).sort();
      const persons = data?.['persons'] as readonly Fields[];
      told.push(...persons.map((fields, index) => ({ fields, missing: missingOf(index) })));
    }
    return told;
  }

  const nameOf = (field: string): string => field.replace(/\(.*/, '');
  const answerOf = (said: unknown): string => brief(said as Verification).replace(/ from .*/, '');

  it('are 200, each with an id of their own and a number that begins with 99 or is no citizen’s', () => {
    expect(people).toHaveLength(200);
    expect(new Set(people.map(({ personId }) => personId)).size).toBe(200);
    expect(new Set(people.map(({ documentNumber }) => documentNumber)).size).toBe(200);
    const citizens = people.filter(({ documentType }) => documentType === 'CITIZEN_ID');
    expect(citizens.every(({ documentNumber }) => documentNumber.startsWith('99'))).toBe(true);
  });

  it('are found by their documents, each under the id that the file gives', async () => {
    const found = await resolve(
      openOffices(hub).labor,
      people.map(({ documentType, documentNumber, name }) => ({ documentType, documentNumber, name })),
    );
    expect(found.map(({ outcome, personId }) => [outcome, personId])).toEqual(
      people.map(({ personId }) => ['MATCH', personId]),
    );
  });

  it.each([
    ['education', 'SCHOOL_ADMISSION', expectedBySchools],
    ['labor', 'EMPLOYMENT_CHECK', expectedByLabor],
    ['community', 'OWN_RECORDS', expectedByCommunity],
  ] as const)('are as the file says when %s asks for %s', async (department, purpose, expected) => {
    const fields = Object.keys(expected);
    const answers = await askAll(hub.asOfficer(department, { purpose }), verifications(...fields));
    const disagreements = people.flatMap((person, index) =>
      fields.flatMap((field) => {
        const told = answerOf(answers[index]?.fields[nameOf(field)]);
        const truth = expected[field]?.(person, today);
        return told === truth || told.replace(/ \(.*/, '') === truth
          ? []
          : [{ personId: person.personId, field, told, truth, of: person.truth }];
      }),
    );
    expect(disagreements).toEqual([]);
    // Answers of one kind only would agree with a hub that always says the same
    const kinds = new Set(
      answers.flatMap((answer) => fields.map((field) => answerOf(answer.fields[nameOf(field)]).slice(0, 3))),
    );
    expect(kinds.has('YES')).toBe(true);
    expect(kinds.size).toBeGreaterThan(1);
  });

  it('have at each department the very records that the file lists', async () => {
    const { labor, education } = openOffices(hub);
    const jobs = await askAll(labor.officer, 'employments { employerCode startedOn endedOn contractSignedOn }');
    const places = await askAll(
      education.officer,
      'enrolments { school { code } schoolYear grade enrolledOn endedOn }',
    );
    people.forEach(({ truth }, index) => {
      expect(sorted(jobs[index]?.fields['employments'])).toEqual(sorted(truth.labor.employments));
      const enrolments = truth.education.enrolments.map(({ schoolCode, ...rest }) => ({
        ...rest,
        school: { code: schoolCode },
      }));
      expect(sorted(places[index]?.fields['enrolments'])).toEqual(sorted(enrolments));
    });
  });

  it('live where the file says, and have the status that it makes', async () => {
    const { police } = openOffices(hub);
    const told = await askAll(
      police.officer,
      'status hukouRegionCode residence { regionCode since dwelling { kind } }',
    );
    people.forEach(({ truth: { police: held } }, index) => {
      const residence = held.residenceRegistered
        ? { regionCode: held.regionCode, since: held.registeredOn, dwelling: { kind: held.dwellingKind } }
        : null;
      const { hukouRegionCode } = held;
      const missing = [...(hukouRegionCode === null ? ['hukouRegionCode'] : []), ...(residence ? [] : ['residence'])];
      const status = statusAfter[held.registrationStatus ?? 'NONE'];
      expect(told[index]).toEqual({ fields: { status, hukouRegionCode, residence }, missing });
    });
  });

  it('bear the names that the file gives, asked by name', async () => {
    const schools = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    const places = Array.from({ length: 10 }, (_, index) => String(index));
    const text = `query (${places.map((place) => `$i${place}: ID!, $n${place}: String!`).join(', ')}) {
      ${places.map((place) => `p${place}: person(id: $i${place}) { nameMatches(name: $n${place}) { answer } }`).join('\n')}
    }`;
    for (let start = 0; start < people.length; start += places.length) {
      const some = people.slice(start, start + places.length);
      const variables = some.flatMap(({ personId, name }, index) => [
        [`i${String(index)}`, personId],
        [`n${String(index)}`, name],
      ]);
      const { data } = await schools.query(text, Object.fromEntries(variables) as Fields);
      expect(Object.values(data ?? {})).toEqual(some.map(() => ({ nameMatches: { answer: 'YES' } })));
    }
  });

  it('stand in their own file and, sealed, with police, and nowhere else', async () => {
    const files = await readFiles(hub.dataDir);
    expect(files.map(({ name }) => basename(name))).toContain('hub_police.db');
    const written = people.flatMap(({ documentNumber, name }) => [documentNumber, name]).filter(isTelling);
    const leaks = files.flatMap(({ name, content }) =>
      written.filter((text) => content.includes(text)).map((text) => `${text} in ${name}`),
    );
    expect(leaks).toEqual([]);
    expect(written.filter((text) => hub.logLines.join('').includes(text))).toEqual([]);
  });
});

/** The eight digits of a travel permit may stand anywhere by chance. */
function isTelling(text: string): boolean {
  return !/^\d{8}$/.test(text);
}

function sorted(records: unknown): readonly string[] {
  const asText = (record: object): string =>
    JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))));
  return (records as readonly object[]).map(asText).sort();
}
