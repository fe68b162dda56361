import type { CallerName } from '@hub/domain';
import { badInput } from '@hub/domain';
import type { SubscriptionRequest } from '../../hub/services.js';
import type { TargetGuard } from '../delivery/target-guard.js';
import { TargetRefused } from '../delivery/target-refused.js';
import type { NotificationKind } from '../kind/define-kind.js';

const kindsField = 'input.kinds';
const urlField = 'input.url';

/**
 * The kinds of a request, each once and each one that the department may receive.
 *
 * @throws HubError BAD_USER_INPUT with field `input.kinds`, reason EMPTY, DUPLICATE_KIND, UNKNOWN_KIND or KIND_NOT_RECEIVABLE
 */
export function parseKinds(
  asked: readonly string[],
  department: CallerName,
  catalogue: ReadonlyMap<string, NotificationKind>,
): readonly string[] {
  if (asked.length === 0) throw badInput(kindsField, 'Name at least one kind of bulletin, such as N-05', 'EMPTY');
  if (asked.some((code) => !catalogue.has(code))) {
    throw badInput(
      kindsField,
      'A kind is not in the catalogue; kinds are like N-05, with their hyphen',
      'UNKNOWN_KIND',
    );
  }
  const twice = asked.find((code, index) => asked.indexOf(code) !== index);
  if (twice !== undefined) throw badInput(kindsField, `${twice} is listed twice; list it once`, 'DUPLICATE_KIND');
  const foreign = asked.filter((code) => catalogue.get(code)?.to.includes(department) !== true);
  if (foreign.length === 0) return asked;
  const own = [...catalogue.values()].filter(({ to }) => to.includes(department)).map(({ code }) => code);
  const message = `Your department does not receive ${foreign.join(', ')}; it may choose from ${own.join(', ')}`;
  throw badInput(kindsField, message, 'KIND_NOT_RECEIVABLE');
}

/**
 * The receiver's URL in its one normal form; undefined for an inbox.
 *
 * @throws HubError BAD_USER_INPUT with field `input.url`, reason URL_MISSING, URL_SUPERFLUOUS or that of the guard
 */
export async function parseTarget(
  { delivery, url }: Pick<SubscriptionRequest, 'delivery' | 'url'>,
  department: CallerName,
  guard: TargetGuard,
): Promise<string | undefined> {
  if (delivery === 'INBOX') {
    if (url === undefined) return undefined;
    throw badInput(urlField, 'An inbox has no url; leave it out, or choose WEBHOOK', 'URL_SUPERFLUOUS');
  }
  if (url === undefined) throw badInput(urlField, 'A webhook needs the url of your receiver', 'URL_MISSING');
  try {
    return await guard.checkUrl(url, department);
  } catch (error) {
    if (error instanceof TargetRefused) throw badInput(urlField, `The url ${error.message}`, error.reason);
    throw error;
  }
}
