// What every contender is asked: a school's admission office about people whom five departments know.

/** Who asks. The hub checks all of it; the departments read it from their token. */
export const caller = {
  client: 'education-system',
  department: 'education',
  purpose: 'SCHOOL_ADMISSION',
  officer: 'bench-officer',
  caseNumber: 'BENCH-1',
};

const verification = '{ answer reason source }';

/** The part of the question that each department holds the answer to. */
export const fieldsOf = {
  police: `nameMatches(name: $name) ${verification} residenceRegistered ${verification}`,
  'family-planning': `vaccinationUpToDate ${verification}`,
  labor: `stablyEmployed ${verification}`,
  education: `enrolled ${verification}`,
  commerce: `operatesEnterprise ${verification}`,
};

const selection = `{ id ${Object.values(fieldsOf).join(' ')} }`;

/** People that one request of the second workload asks about. */
export const batchSize = 50;

/**
 * Requests of a workload take turns, and every connection begins elsewhere among them: no layer answers from a memory of
 * one person alone, nor makes one question of several that are the same.
 */
const distinctRequests = 200;

export const workloads = [
  {
    name: 'person',
    title: 'one person over five departments',
    query: `query Lookup($id: ID!, $name: String!) { person(id: $id) ${selection} }`,
    makeVariables: (people, turn) => {
      const { id, name } = people[turn % people.length];
      return { id, name };
    },
    idsOf: ({ id }) => [id],
    expect: (answers) => ({ person: answers[0] }),
  },
  {
    name: 'persons',
    title: `${batchSize} people over five departments`,
    query: `query Lookups($ids: [ID!]!, $name: String!) { persons(ids: $ids) ${selection} }`,
    makeVariables: (people, turn) => ({
      ids: Array.from({ length: batchSize }, (_, place) => people[(turn * 7 + place) % people.length].id),
      name: people[0].name,
    }),
    idsOf: ({ ids }) => ids,
    expect: (answers) => ({ persons: answers }),
  },
];

/** The requests of a workload: variables and the JSON text that is sent. */
export function makeRequests({ query, makeVariables }, people) {
  return Array.from({ length: distinctRequests }, (_, turn) => {
    const variables = makeVariables(people, turn);
    return { variables, body: JSON.stringify({ query, variables }) };
  });
}

/** The question to one department about entities, as a federated gateway puts it. */
export function entityQuery(department) {
  const fields = fieldsOf[department];
  const name = fields.includes('$name') ? ', $name: String!' : '';
  return `query ($representations: [_Any!]!${name}) { _entities(representations: $representations) { ... on Person { ${fields} } } }`;
}
