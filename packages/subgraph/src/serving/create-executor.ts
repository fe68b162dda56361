import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { RequestContext } from '../context/request-context.js';
import { AccessDecider } from '../policy/access-decider.js';
import type { BuiltSubgraph } from './build-subgraph.js';
import type { FormatErrorOptions } from './format-error.js';
import { createErrorFormatter } from './format-error.js';
import { createPolicyPlugin } from './policy-plugin.js';

/** Apollo Server over a department's schema, with the policy and nothing that we do not use. */
export function createExecutor(
  { schema, table }: BuiltSubgraph,
  { onInternalError }: FormatErrorOptions,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    csrfPrevention: false, // only the gateway's token opens a department, and no browser holds one
    nodeEnv: 'production',
    formatError: createErrorFormatter({ onInternalError }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      createPolicyPlugin(new AccessDecider(table, schema)),
    ],
  });
}
