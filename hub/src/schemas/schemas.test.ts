import { readFileSync } from 'node:fs';
import { departmentNames } from '@hub/domain';
import { parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { listBreakingChanges } from './breaking-changes.js';
import { composeSchemas } from './compose.js';

const composed = composeSchemas();
const text = (name: string): string => composed.get(name) ?? '';
const graph = {
  supergraphSdl: text('supergraph.graphql'),
  policyJson: text('policy.json'),
  eventsJson: text('events.json'),
};

describe('the composed schemas', () => {
  it('are the committed ones', () => {
    for (const [name, content] of composed) {
      expect(readFileSync(new URL(`../../../schemas/${name}`, import.meta.url), 'utf8'), name).toBe(content);
    }
  });

  it('have a file for every department, the hub, the supergraph, the policy and the events', () => {
    const files = [...departmentNames, 'hub', 'supergraph'].map((name) => `${name}.graphql`);
    expect([...composed.keys()]).toEqual([...files, 'policy.json', 'events.json']);
  });
});

describe('a change of the schemas', () => {
  it('that adds something breaks nobody', () => {
    expect(listBreakingChanges(graph, graph)).toEqual([]);
  });

  it('that takes a field or an argument away is listed', () => {
    const without = print(
      visit(parse(graph.supergraphSdl), {
        FieldDefinition: ({ name }) => (name.value === 'seenByCommunity' ? null : undefined),
      }),
    );
    const changes = listBreakingChanges(graph, { ...graph, supergraphSdl: without });
    expect(changes).toEqual(['Person.seenByCommunity was removed.']);
  });

  it('that takes a right to read away is listed, with whose and for what', () => {
    const policy = JSON.parse(graph.policyJson) as {
      readonly rows: readonly { readonly field: string; readers: object }[];
    };
    const row = policy.rows.find(({ field }) => field === 'Person.vaccinationUpToDate');
    if (row === undefined) throw new Error('The row is missing');
    row.readers = {};
    expect(listBreakingChanges(graph, { ...graph, policyJson: JSON.stringify(policy) })).toEqual([
      'education may no longer use Person.vaccinationUpToDate for SCHOOL_ADMISSION',
    ]);
  });

  it('that takes an event away is listed, and that there are events at all breaks nobody', () => {
    const { eventsJson, ...silent } = graph;
    expect(listBreakingChanges(silent, { ...silent, eventsJson })).toEqual([]);
    expect(listBreakingChanges(graph, silent)).toContain('The event labor.employment.started was removed');
  });

  it('that narrows a reader to its own zone is listed, and widening it is not', () => {
    const policy = JSON.parse(graph.policyJson) as {
      readonly rows: readonly { readonly field: string; readers: object }[];
    };
    const row = policy.rows.find(({ field }) => field === 'Person.vaccinationUpToDate');
    if (row === undefined) throw new Error('The row is missing');
    row.readers = { SCHOOL_ADMISSION: [{ department: 'education', ownZone: true }] };
    const narrowed = { ...graph, policyJson: JSON.stringify(policy) };
    expect(listBreakingChanges(graph, narrowed)).toEqual([
      'education may use Person.vaccinationUpToDate for SCHOOL_ADMISSION in its own zone only',
    ]);
    expect(listBreakingChanges(narrowed, graph)).toEqual([]);
  });
});
