import type { HubAnswer } from '@hub/server';
import type { DemoPerson, Story } from './story.js';
import { getPerson, isAdult, isWorking, learnPersons, mustAnswer, mustRefuse } from './story.js';

const asked = { client: 'labor-system', purpose: 'EMPLOYMENT_CHECK', caseNumber: 'INSPECTION-2026-0042' } as const;

const resolve = `mutation ($input: ResolvePersonsInput!) {
  resolvePersons(input: $input) { results { reference outcome personId reason } }
}`;

interface Resolved {
  readonly outcome: string;
  readonly reason?: string | null;
}

function mustResolve(...outcomes: readonly string[]) {
  return ({ data }: HubAnswer): string | undefined => {
    const payload = data?.['resolvePersons'] as { readonly results: readonly Resolved[] } | undefined;
    const got = payload?.results.map(({ outcome }) => outcome).join(', ') ?? 'nothing';
    return got === outcomes.join(', ') ? undefined : `the outcomes should be ${outcomes.join(', ')} and are ${got}`;
  };
}

/** A number with its last digit but one changed, as somebody mistypes it. */
function mistyped({ documentNumber }: DemoPerson): string {
  const digit = (Number(documentNumber.at(-2)) + 1) % 10;
  return `${documentNumber.slice(0, -2)}${String(digit)}${documentNumber.slice(-1)}`;
}

/** 用工核查 of one worker: Decree 364 art. 4, nobody under sixteen; labor inspection rules art. 33. */
export const employmentCheck: Story = {
  title: 'Employment check of one worker (用工核查)',
  setting:
    'An inspector meets a worker at a shipyard. Labor asks police about the person and commerce about the employer.',
  steps: (people) => {
    const worker = getPerson(
      people,
      'a registered citizen at work',
      (person) =>
        isAdult(person) &&
        isWorking(person) &&
        person.truth.police.residenceRegistered &&
        person.documentType === 'CITIZEN_ID',
    );
    const code = worker.truth.labor.employments.find(({ endedOn }) => endedOn === null)?.employerCode ?? '';
    const { documentType, documentNumber, name, personId } = worker;
    return [
      {
        ...asked,
        purpose: 'IDENTITY_CHECK',
        says: 'Who is it? The inspector types the document; once wrongly.',
        query: resolve,
        variables: {
          input: {
            items: [
              { reference: 'as on the card', documentType, documentNumber, name },
              { reference: 'mistyped', documentType, documentNumber: mistyped(worker), name },
            ],
          },
        },
        check: mustResolve('MATCH', 'INVALID'),
        means:
          'A match gives an id that tells nothing about the person. The mistyped number is refused with the rule it breaks.',
      },
      {
        ...asked,
        says: 'At least sixteen, registered, and is the employer licensed?',
        query: `query ($id: ID!, $name: String!, $code: String!) {
  person(id: $id) {
    nameMatches(name: $name) { answer source }
    atLeastAge(age: 16) { answer source }
    residenceRegistered { answer reason source }
  }
  enterprise(code: $code) { name kind status establishedOn }
}`,
        variables: { id: personId, name, code },
        check: mustAnswer({ nameMatches: 'YES', atLeastAge: 'YES', residenceRegistered: 'YES' }),
        means: 'Police answers about the person, commerce about the enterprise, whose data are public.',
      },
      {
        ...asked,
        purpose: 'OWN_RECORDS',
        says: 'A colleague shows a passport. Labor is about to keep a record, so the hub gives an id.',
        query: resolve,
        variables: {
          input: {
            mint: true,
            items: [
              { reference: 'passport', documentType: 'PASSPORT', documentNumber: 'T99000042', name: 'DEMO VISITOR' },
            ],
          },
        },
        check: ({ data }) => (data?.['resolvePersons'] === undefined ? 'no result' : undefined),
        learn: learnPersons,
        means: 'Somebody police does not know yet gets an id and the status UNREGISTERED; the next time it is a match.',
      },
      {
        ...asked,
        says: 'Is somebody at least sixteen of whom police holds no birth date?',
        query: `query ($id: ID!) { person(id: $id) { atLeastAge(age: 16) { answer reason source } } }`,
        variables: { id: '$passport' },
        check: mustAnswer({ atLeastAge: 'UNKNOWN' }),
        means:
          'UNKNOWN: the passport number tells no birth date. The inspector looks at the passport; nobody is taken for a child.',
      },
      {
        ...asked,
        says: 'Does the worker have children at school, and where do they live?',
        query: `query ($id: ID!) { person(id: $id) { enrolled { answer } vaccinationUpToDate { answer } residence { regionCode } } }`,
        variables: { id: personId },
        check: mustRefuse('Person.enrolled', 'Person.residence', 'Person.vaccinationUpToDate'),
        means: 'Refused: none of it is needed to check an employment, and the permit is no condition of work either.',
      },
    ];
  },
};
