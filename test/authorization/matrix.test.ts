import { callerNames, purposes } from '@hub/domain';
import { decideAccess, decideField } from '@hub/subgraph';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Asker } from './expected-access.js';
import { expectAccess, expectRefused } from './expected-access.js';
import { expectedRights, typesThatFollow } from './expected-rights.js';
import { describeWay, fields, graph, isEntry, listDefinedFields, ownerOf, paths, policy } from './graph.js';
import { writeOperation } from './operation-text.js';

const askers: readonly Asker[] = callerNames.flatMap((department) =>
  purposes.map(({ code }) => ({ department, purpose: code })),
);

/** One line a disagreement: `Person.employed: police PERMIT_CONDITION must be denied, is allowed`. */
const disagreements = (compare: (coordinate: string, asker: Asker) => string | undefined): readonly string[] =>
  fields.flatMap((coordinate) =>
    askers.flatMap((asker) => {
      const wrong = compare(coordinate, asker);
      return wrong === undefined ? [] : [`${coordinate}: ${asker.department} ${asker.purpose} ${wrong}`];
    }),
  );

describe('the sharing matrix', () => {
  it('is what the policy decides, for every field that can be asked for directly', () => {
    const found = disagreements((coordinate, asker) => {
      if (!isEntry(coordinate)) return undefined;
      const expected = expectAccess(coordinate, ownerOf(coordinate), asker);
      const decided = decideField(policy.get(coordinate), asker);
      return expected === decided ? undefined : `must be ${expected}, is ${decided}`;
    });
    expect(found).toEqual([]);
  });

  it('decides the whole way to a field, and hides nothing of a value that may be read', () => {
    const documents = new Map([...paths].map(([coordinate, path]) => [coordinate, parse(writeOperation(path).text)]));
    const found = disagreements((coordinate, asker) => {
      const document = documents.get(coordinate);
      if (document === undefined) return 'cannot be reached from any root';
      const { refused, mayBeRefusedToo } = expectRefused(describeWay(coordinate), asker);
      const { denied } = decideAccess(policy, graph, document, asker);
      const told = denied.filter((field) => !mayBeRefusedToo.includes(field));
      return told.join() === refused.join() ? undefined : `must be refused [${refused.join()}], is [${told.join()}]`;
    });
    expect(found).toEqual([]);
  });

  it('speaks of fields that there are, under the department that answers for them', () => {
    const strays = callerNames.flatMap((owner) => {
      const defined = listDefinedFields(owner);
      return Object.keys(expectedRights[owner]).filter((coordinate) => !defined.includes(coordinate));
    });
    expect(strays).toEqual([]);
    expect(typesThatFollow.filter((type) => !fields.some((field) => field.startsWith(`${type}.`)))).toEqual([]);
    expect(typesThatFollow.filter((type) => isEntry(`${type}.`))).toEqual([]);
  });

  it('gives nobody a right for a purpose that it does not hold', () => {
    const idle = [...policy.values()].flatMap(({ field, readers }) =>
      purposes.flatMap(({ code, holders }) =>
        (readers[code] ?? [])
          .filter(({ department }) => !(holders as readonly string[]).includes(department))
          .map(({ department }) => `${field}: ${department} ${code}`),
      ),
    );
    expect(idle).toEqual([]);
  });

  it('looks at every field of the graph', () => {
    expect(fields.length).toBeGreaterThan(100);
    expect([...paths.keys()].sort()).toEqual([...fields].sort());
    expect([...policy.keys()].sort()).toEqual([...fields].sort());
  });
});
