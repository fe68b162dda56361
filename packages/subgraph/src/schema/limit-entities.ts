import { HubError } from '@hub/domain';
import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';

/** The gateway asks for at most 100 people; their employers or dwellings are a few each. */
const maxRepresentations = 1_000;

/** Bounds how many entities one request may name, however it names them. */
export function limitEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (field === undefined) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: { readonly representations: readonly unknown[] }, context, info): unknown => {
    if (args.representations.length > maxRepresentations) {
      const message = `A request may ask for at most ${String(maxRepresentations)} entities; ask in several requests`;
      throw new HubError('LIMIT_EXCEEDED', message, { field: 'representations' });
    }
    return resolve(source, args, context, info);
  };
}
