// The floor: what somebody would write by hand for these two questions alone. No graph, no policy, no checks.
import { Buffer } from 'node:buffer';
import { Pool } from 'undici';
import { runChild } from '../child.mjs';
import { entityQuery, fieldsOf } from '../questions.mjs';
import { departmentTokens, replaceTokens, tokenHeader } from './department-tokens.mjs';
import { serve } from './serve.mjs';

runChild(
  async ({ subgraphs, tokens }) => {
    replaceTokens(tokens);
    const departments = Object.keys(fieldsOf).map((name) => {
      const { origin, pathname } = new URL(subgraphs.find((each) => each.name === name).url);
      return { name, pool: new Pool(origin, { connections: 64 }), path: pathname, query: entityQuery(name) };
    });
    return { url: await serve((request, response) => void answer(departments, request, response)) };
  },
  { tokens: replaceTokens },
);

async function answer(departments, request, response) {
  try {
    const { variables } = JSON.parse(await readText(request));
    const { ids = [variables.id], name } = variables;
    const representations = ids.map((id) => ({ __typename: 'Person', id }));
    const parts = await Promise.all(departments.map((department) => ask(department, { representations, name })));
    const people = ids.map((id, index) => Object.assign({ id }, ...parts.map((part) => part[index])));
    send(response, 200, { data: variables.ids === undefined ? { person: people[0] } : { persons: people } });
  } catch (error) {
    send(response, 500, { errors: [{ message: String(error) }] });
  }
}

async function ask({ name, pool, path, query }, variables) {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', [tokenHeader]: departmentTokens.get(name) ?? '' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await body.json();
  if (statusCode !== 200 || errors) throw new Error(`${name} answered ${statusCode} ${JSON.stringify(errors)}`);
  return data['_entities'];
}

async function readText(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
