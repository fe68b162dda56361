import type { HubOnTrial, Officer } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiles } from '../privacy/places.fixture.js';
import { brief, verifications } from './answers.fixture.js';
import type { PersonLine } from './demo-person.fixture.js';
import { readPeople } from './demo-person.fixture.js';
import { expectedByCommunity, expectedByLabor, expectedBySchools } from './expected-answers.fixture.js';
import { openOffices, UnexpectedAnswer } from './office.fixture.js';
import { standingClock } from './standing-clock.fixture.js';
import { resolve } from './town.fixture.js';

type Fields = Readonly<Record<string, unknown>>;
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

  /** Asks a selection about everybody, a hundred at a time. */
  async function askAll(officer: Officer, selection: string): Promise<readonly Fields[]> {
    const answers: Fields[] = [];
    for (let start = 0; start < people.length; start += 100) {
      const ids = people.slice(start, start + 100).map(({ personId }) => personId);
      const answer = await officer.query(`query ($ids: [ID!]!) { persons(ids: $ids) { ${selection} } }`, { ids });
      if (answer.errors !== undefined) throw new UnexpectedAnswer(answer);
      answers.push(...(answer.data?.['persons'] as readonly Fields[]));
    }
    return answers;
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
        const told = answerOf(answers[index]?.[nameOf(field)]);
        const truth = expected[field]?.(person, today);
        return told === truth || told.replace(/ \(.*/, '') === truth
          ? []
          : [{ personId: person.personId, field, told, truth, of: person.truth }];
      }),
    );
    expect(disagreements).toEqual([]);
    // Answers of one kind only would agree with a hub that always says the same
    const kinds = new Set(
      answers.flatMap((answer) => fields.map((field) => answerOf(answer[nameOf(field)]).slice(0, 3))),
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
      expect(sorted(jobs[index]?.['employments'])).toEqual(sorted(truth.labor.employments));
      const enrolments = truth.education.enrolments.map(({ schoolCode, ...rest }) => ({
        ...rest,
        school: { code: schoolCode },
      }));
      expect(sorted(places[index]?.['enrolments'])).toEqual(sorted(enrolments));
    });
  });

  it('live where the file says, and have the status that it makes', async () => {
    const { police } = openOffices(hub);
    const text = `query ($id: ID!) { person(id: $id) {
      status hukouRegionCode residence { regionCode since dwelling { kind } }
    } }`;
    await inTurns(async ({ personId: id, truth: { police: held } }) => {
      const { data, errors = [] } = await police.officer.query(text, { id });
      const residence = held.residenceRegistered
        ? { regionCode: held.regionCode, since: held.registeredOn, dwelling: { kind: held.dwellingKind } }
        : null;
      const status = statusAfter[held.registrationStatus ?? 'NONE'];
      expect(data).toEqual({ person: { status, hukouRegionCode: held.hukouRegionCode, residence } });
      const missing = [
        ...(held.hukouRegionCode === null ? ['hukouRegionCode'] : []),
        ...(residence ? [] : ['residence']),
      ];
      expect(errors.map(({ path, extensions }) => [path?.[1], extensions['code']]).sort()).toEqual(
        missing.map((field) => [field, 'NOT_FOUND']),
      );
    });
  });

  it('bear the names that the file gives, asked one by one', async () => {
    const schools = hub.asOfficer('education', { purpose: 'SCHOOL_ADMISSION' });
    const text = 'query ($id: ID!, $name: String!) { person(id: $id) { nameMatches(name: $name) { answer } } }';
    await inTurns(async ({ personId: id, name }) => {
      expect((await schools.query(text, { id, name })).data).toEqual({ person: { nameMatches: { answer: 'YES' } } });
    });
  });

  it('stand in their own file and, sealed, with police, and nowhere else', async () => {
    const files = await readFiles(hub.dataDir);
    expect(files.map(({ name }) => name)).toContain('hub_police.db');
    const written = people.flatMap(({ documentNumber, name }) => [documentNumber, name]).filter(isTelling);
    const leaks = files.flatMap(({ name, content }) =>
      written.filter((text) => content.includes(text)).map((text) => `${text} in ${name}`),
    );
    expect(leaks).toEqual([]);
    expect(written.filter((text) => hub.logLines.join('').includes(text))).toEqual([]);
  });

  /** One request a person, sixteen at a time. */
  async function inTurns(work: (person: PersonLine) => Promise<void>): Promise<void> {
    const waiting = [...people];
    const worker = async (): Promise<void> => {
      for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) await work(person);
    };
    await Promise.all(Array.from({ length: 16 }, worker));
  }
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
