import composition from '@apollo/composition';
import { departmentNames } from '@hub/domain';
import { createHubSubgraph } from '@hub/gateway';
import { buildSubgraph, mergePolicies, toEventsDocument, toPolicyDocument } from '@hub/subgraph';
import { parse } from 'graphql';
import { departmentEntries } from '../departments.js';

/** Generated files of `schemas/` by name. */
export type SchemaFileTexts = ReadonlyMap<string, string>;

/** The policy needs no key, and a schema is the same whatever the key. */
const noKeys = { personKey: new Uint8Array(32) };

/**
 * Builds the SDL of every subgraph, the supergraph, the policy of all departments, and what they tell the hub.
 *
 * @throws RangeError with every composition error, or when two departments claim one field
 */
export function composeSchemas(): SchemaFileTexts {
  const hub = createHubSubgraph();
  const departments = departmentNames.map((name) => ({ name, ...departmentEntries[name].build(noKeys) }));
  const built = [...departments, { name: 'hub', ...buildSubgraph(hub), policy: hub.policy }];
  const { supergraphSdl, errors = [] } = composition.composeServices(
    built.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}/graphql` })),
  );
  if (supergraphSdl === undefined) {
    throw new RangeError(`The schemas do not compose:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`);
  }
  const policy = toPolicyDocument(mergePolicies(built.map((each) => each.policy)));
  const { events, reports } = toEventsDocument(departments);
  return new Map([
    ...built.map(({ name, sdl }) => [`${name}.graphql`, withEnd(sdl)] as const),
    ['supergraph.graphql', withEnd(supergraphSdl)],
    ['policy.json', `{ "rows": ${listed(policy.rows)} }\n`],
    ['events.json', `{ "events": ${listed(events)}, "reports": ${listed(reports)} }\n`],
  ]);
}

/** One row a line, so that a change is read like code. */
function listed(rows: readonly object[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
}

function withEnd(text: string): string {
  return `${text.trimEnd()}\n`;
}
