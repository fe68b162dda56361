// `resolvePersons` with 1,000 people in one request: how a department turns the document numbers it holds into ids.
import { performance } from 'node:perf_hooks';
import { systemClock } from '@hub/domain';
import { generatePopulation } from '@hub/testing';
import { post } from './answers.mjs';
import { median, round } from './figures.mjs';
import { openHubAccess } from './hub-access.mjs';
import { caller } from './questions.mjs';

const itemsPerRequest = 1_000;
const rounds = 9;
const query = `mutation Resolve($input: ResolvePersonsInput!) {
  resolvePersons(input: $input) { results { reference outcome personId reason } }
}`;

/** @returns the median time in ms, as a client sees it */
export async function measureResolvePersons({ url, dataDir, population, seed }) {
  const { people } = generatePopulation({ set: population, seed, asOf: systemClock.today() }).views.police;
  const items = Array.from({ length: itemsPerRequest }, (_, index) => {
    const { documentType, documentNumber, name } = people[index % people.length];
    return { reference: `row-${index}`, documentType, documentNumber, name };
  });
  const body = JSON.stringify({ query, variables: { input: { items } } });
  const headers = await (await openHubAccess(dataDir, { ...caller, purpose: 'IDENTITY_CHECK' }))();
  const times = [];
  let matches = 0;
  for (let turn = 0; turn <= rounds; turn++) {
    const startedAt = performance.now();
    const { data, errors } = await post(url, body, headers);
    times.push(performance.now() - startedAt);
    if (errors !== undefined) throw new Error(`resolvePersons was refused: ${JSON.stringify(errors).slice(0, 600)}`);
    matches = data.resolvePersons.results.filter(({ outcome }) => outcome === 'MATCH').length;
  }
  const [first, ...rest] = times;
  return {
    items: itemsPerRequest,
    people: people.length,
    matches,
    firstMs: round(first),
    medianMs: round(median(rest)),
  };
}
