import type { HubError } from '@hub/domain';
import { GraphQLError } from 'graphql';
import type { SourceLocation } from 'graphql';

/** A request that is refused as a whole before anything of it runs, for one reason or for several. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';

  constructor(readonly errors: readonly unknown[]) {
    super('The request is refused');
  }
}

/** An error with the places in the caller's own text that it is about. */
export function locate(error: HubError, locations: readonly SourceLocation[] | undefined): GraphQLError {
  const located = new GraphQLError(error.message, { originalError: error });
  if (locations !== undefined) Object.defineProperty(located, 'locations', { value: locations });
  return located;
}
