import { HubError, parseCalendarDate } from '@hub/domain';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** Calendar date without zone. A birth or a deadline is a date, never an instant: Asia/Shanghai had summer time until 1991. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar date YYYY-MM-DD without zone (日期)',
  serialize: (value) => String(value),
  parseValue: (value) => parseDate(value),
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDate(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A Date is a string of the form YYYY-MM-DD');
  try {
    return parseCalendarDate(value, 'date');
  } catch (cause) {
    if (cause instanceof HubError) throw new GraphQLError('A Date is a real calendar date of the form YYYY-MM-DD');
    throw cause;
  }
}

/** Instant in UTC, RFC 3339. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'Instant in UTC, RFC 3339 (时刻)',
});
