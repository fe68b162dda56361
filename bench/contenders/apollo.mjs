// Stock @apollo/gateway with its own data source, as its documentation has it; of ours only the departments' token.
import apolloGateway from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { runChild } from '../child.mjs';
import { departmentTokens, replaceTokens, tokenHeader } from './department-tokens.mjs';

const { ApolloGateway, RemoteGraphQLDataSource } = apolloGateway;

runChild(
  async ({ supergraphSdl, tokens }) => {
    replaceTokens(tokens);
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name, url }) =>
        new RemoteGraphQLDataSource({
          url,
          willSendRequest: ({ request }) => request.http?.headers.set(tokenHeader, departmentTokens.get(name) ?? ''),
        }),
    });
    const server = new ApolloServer({ gateway, introspection: false });
    const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
    return { url };
  },
  { tokens: replaceTokens },
);
