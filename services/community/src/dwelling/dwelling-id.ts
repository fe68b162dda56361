import { badInput } from '@hub/domain';

/** Police's record ids are UUIDs (RFC 9562). */
const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/**
 * The id of a dwelling of police. Whether it exists only police knows; what cannot be one, such as a person's id, is refused.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_ID`
 */
export function parseDwellingId(input: string, field: string): string {
  if (uuid.test(input)) return input;
  throw badInput(field, `${field} is no dwelling id; take it from registerDwelling`, 'BAD_ID');
}
