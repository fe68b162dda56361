import { StoreUnavailableError } from '@hub/store';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorFormatter } from './format-error.js';

describe("a department's errors", () => {
  it('say that it is unavailable when its store is, and the log is told why', () => {
    const logged: unknown[] = [];
    const format = createErrorFormatter({ onInternalError: (error) => logged.push(error) });
    const cause = new StoreUnavailableError('MongoDB at 10.0.0.7 does not answer');
    const error = new GraphQLError(cause.message, { originalError: cause, path: ['person'] });
    const answered = format(error.toJSON(), error);
    expect(answered).toEqual({
      message: 'The store of the department does not answer; ask again',
      path: ['person'],
      extensions: { code: 'DEPARTMENT_UNAVAILABLE', retryAfterSeconds: 1 },
    });
    expect(logged).toEqual([error]);
  });
});
