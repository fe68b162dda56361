// @graphql-hive/gateway by its runtime package, with its JavaScript planner or, asked for, its Rust one.
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { runChild } from '../child.mjs';
import { departmentTokens, replaceTokens, tokenHeader } from './department-tokens.mjs';
import { serve } from './serve.mjs';

runChild(
  async ({ supergraphSdl, tokens, rustPlanner }) => {
    replaceTokens(tokens);
    const { unifiedGraphHandler } = rustPlanner ? await import('@graphql-hive/router-runtime') : {};
    const gateway = createGatewayRuntime({
      supergraph: supergraphSdl,
      transports: { http: httpTransport },
      ...(unifiedGraphHandler && { unifiedGraphHandler }),
      propagateHeaders: {
        fromClientToSubgraphs: ({ subgraphName }) => ({
          [tokenHeader]: departmentTokens.get(subgraphName.replaceAll('_', '-').toLowerCase()) ?? '',
        }),
      },
      logging: false,
      graphiql: false,
      landingPage: false,
    });
    return { url: await serve(gateway) };
  },
  { tokens: replaceTokens },
);
