import type { CalendarDate, Caller } from '@hub/domain';
import { badInput } from '@hub/domain';
import type { RequestContext } from '../context/request-context.js';
import { checkContent, isTellableKey } from './content.js';
import type { Content } from './content.js';
import type { ReportDefinition, ReportRow } from './define-report.js';

/** Who runs reports: nobody at a desk, but the hub when a schedule is due, for figures and references alone. */
export const scheduleCaller: Caller = Object.freeze({
  client: 'hub',
  department: 'hub',
  purpose: 'STATISTICS',
  officer: 'schedule',
});

/**
 * Runs a report and lets out what its content states, small counts suppressed.
 *
 * @throws HubError BAD_USER_INPUT when the parameters are not those of the report
 * @throws RangeError when a row does not fit the report's content, or two rows have one key
 */
export async function runReport<Scope>(
  report: ReportDefinition<Scope>,
  { asOf, parameters }: { readonly asOf: CalendarDate; readonly parameters: Content },
  context: RequestContext<Scope>,
): Promise<readonly ReportRow[]> {
  const rows = await report.run({ asOf, parameters: readParameters(report, parameters) }, context);
  const keys = new Set<string>();
  return rows.map(({ key, data }) => {
    if (!isTellableKey(key)) throw new RangeError(`${report.name}: the key of a row is neither an id nor a code`);
    if (keys.has(key)) throw new RangeError(`${report.name} has two rows with one key`);
    keys.add(key);
    return { key, data: checkContent(report.content, data, report.name) };
  });
}

function readParameters<Scope>({ name, parameters: shape }: ReportDefinition<Scope>, stated: Content): Content {
  try {
    return checkContent(shape, stated, name);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw badInput('parameters', `parameters are not those of the report: ${cause.message}`, 'BAD_PARAMETERS');
  }
}
