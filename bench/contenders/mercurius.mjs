// mercurius with its gateway plugin. It knows the first version of federation only: see first-federation.mjs.
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';
import { runChild } from '../child.mjs';
import { departmentTokens, replaceTokens, tokenHeader } from './department-tokens.mjs';
import { toFirstFederation } from './first-federation.mjs';

runChild(
  async ({ subgraphs, tokens }) => {
    replaceTokens(tokens);
    const app = Fastify();
    await app.register(mercuriusGateway, {
      graphiql: false,
      jit: 1,
      gateway: {
        services: subgraphs.map(({ name, url, sdl }) => ({
          name,
          url,
          schema: toFirstFederation(sdl, { name, isOwner: name === 'hub' }),
          mandatory: true,
          rewriteHeaders: () => ({ [tokenHeader]: departmentTokens.get(name) ?? '' }),
        })),
      },
    });
    return { url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql` };
  },
  { tokens: replaceTokens },
);
