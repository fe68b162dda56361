import { HubError, parseCalendarDate } from '@hub/domain';
import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** Calendar date without zone. A birth or a deadline is a date, never an instant: Asia/Shanghai had summer time until 1991. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar date YYYY-MM-DD without zone, of the years 1900 to 2199 (日期)',
  serialize: (value) => String(value),
  parseValue: (value) => parseDate(value),
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** A scalar does not know where it stands; the error formatter adds the field where GraphQL tells it. */
function parseDate(value: unknown): string {
  try {
    return parseCalendarDate(typeof value === 'string' ? value : '', 'A Date');
  } catch (error) {
    if (error instanceof HubError) throw new HubError(error.code, error.message, { reason: 'BAD_DATE' });
    throw error;
  }
}

/** Instant in UTC, RFC 3339. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'Instant in UTC, RFC 3339 (时刻)',
});
