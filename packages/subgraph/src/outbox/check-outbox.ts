import type { SubgraphDefinition } from '../define-subgraph.js';

/**
 * Events and reports bear the department's name, each its own.
 *
 * @throws RangeError naming all that do not
 */
export function checkOutbox<Scope>({ name, events = [], reports = [] }: SubgraphDefinition<Scope>): void {
  const types = events.map(({ type }) => type);
  const names = reports.map((report) => report.name);
  const problems = [
    ...types.filter((type) => !type.startsWith(`${name}.`)).map((type) => `${type} is no event of ${name}`),
    ...listRepeated(types).map((type) => `the event ${type} is stated twice`),
    ...listRepeated(names).map((report) => `the report ${report} is stated twice`),
  ];
  if (problems.length > 0) throw new RangeError(`What ${name} tells the hub is not in order: ${problems.join('; ')}`);
}

function listRepeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
}
