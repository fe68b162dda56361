import { badInput } from '@hub/domain';

const shape = /^[A-Za-z0-9-]{1,64}$/;

/**
 * An id as police gives them. Whether police holds the dwelling is not asked: that would make a visit fail whenever police
 * is down.
 *
 * @throws HubError BAD_USER_INPUT, reason `BAD_DWELLING_ID`
 */
export function parseDwellingId(input: string, field: string): string {
  if (shape.test(input)) return input;
  throw badInput(field, `${field} is not an id of a dwelling; copy it whole from its registration`, 'BAD_DWELLING_ID');
}
