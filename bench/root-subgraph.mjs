// `person` and `persons` as a subgraph of their own. In the hub they run in the gateway's process; a bare gateway needs
// somebody to ask, and this answers at once.
import { Buffer } from 'node:buffer';
import { buildSchema, execute, parse } from 'graphql';
import { serve } from './contenders/serve.mjs';

const schema = buildSchema(`
  type Query { person(id: ID!): Person  persons(ids: [ID!]!): [Person]! }
  type Person { id: ID! }
`);
const rootValue = {
  person: ({ id }) => ({ id }),
  persons: ({ ids }) => ids.map((id) => ({ id })),
};

/** @returns the address it answers at */
export function serveRootSubgraph() {
  const documents = new Map();
  return serve((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const document = documents.get(query) ?? parse(query, { noLocation: true });
      documents.set(query, document);
      const result = execute({ schema, document, rootValue, variableValues: variables });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    });
  });
}
