// What the right answers are, and whether a contender gives them.
import { isDeepStrictEqual } from 'node:util';
import { entityQuery, fieldsOf, makeRequests } from './questions.mjs';

/**
 * Asks every department about every person, one at a time: a way that no contender takes.
 *
 * @returns what one request of every `checkEvery` must be answered
 */
export async function expectAnswers(workload, people, { urls, mint, checkEvery }) {
  const requests = makeRequests(workload, people).filter((_, index) => index % checkEvery === 0);
  const known = new Map();
  const askOnce = async (id, name) => {
    const key = `${id} ${name}`;
    if (!known.has(key)) known.set(key, await askDepartments(id, name, { urls, tokens: await mint() }));
    return known.get(key);
  };
  const expected = [];
  for (const { variables, body } of requests) {
    const answers = [];
    for (const id of workload.idsOf(variables)) answers.push(await askOnce(id, variables.name));
    expected.push({ body, data: workload.expect(answers) });
  }
  return expected;
}

async function askDepartments(id, name, { urls, tokens }) {
  const parts = Object.keys(fieldsOf).map(async (department) => {
    const variables = { representations: [{ __typename: 'Person', id }], name };
    const headers = { 'hub-department-token': tokens[department] };
    const { data, errors } = await post(urls[department], { query: entityQuery(department), variables }, headers);
    if (errors !== undefined) throw new Error(`${department} answered ${JSON.stringify(errors)}`);
    return data['_entities'][0];
  });
  return Object.assign({ id }, ...(await Promise.all(parts)));
}

/** @throws Error when an answer differs from what the departments said themselves */
export async function checkAnswers(contender, expected) {
  const headers = await contender.headers();
  for (const { body, data } of expected) {
    const answer = await post(contender.info.url, body, headers);
    if (answer.errors !== undefined || !isDeepStrictEqual(answer.data, data)) {
      const got = JSON.stringify(answer).slice(0, 600);
      throw new Error(
        `${contender.title} gave a wrong answer:\n${got}\ninstead of\n${JSON.stringify(data).slice(0, 600)}`,
      );
    }
  }
}

/** How many of the expected verifications are YES, NO and UNKNOWN: a bench of nothing but UNKNOWN measures little. */
export function countAnswers(expected) {
  const counts = { YES: 0, NO: 0, UNKNOWN: 0 };
  const count = (value) => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.answer === 'string') counts[value.answer]++;
    else Object.values(value).forEach(count);
  };
  for (const { data } of expected) count(data);
  return counts;
}

export async function post(url, body, headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return response.json();
}
