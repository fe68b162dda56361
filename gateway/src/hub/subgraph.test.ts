import { buildSubgraph } from '@hub/subgraph';
import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createHubSubgraph } from './subgraph.js';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

const { schema } = buildSubgraph(createHubSubgraph());
const chinese = /\p{Script=Han}/u;
const builtIn = /^(__|_)|^(String|Int|Float|Boolean|federation__|link__)/;

describe('the hub’s part of the graph', () => {
  it('describes every type, field, argument and value, with the Chinese term', () => {
    const undescribed = Object.values(schema.getTypeMap())
      .filter(({ name }) => !builtIn.test(name) && name !== 'ID')
      .flatMap((type) => {
        const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
        const own: readonly Described[] = isRoot ? [] : [type];
        const values: readonly Described[] = isEnumType(type) ? type.getValues() : [];
        const fields: readonly (Described & { readonly args?: readonly Described[] })[] =
          isObjectType(type) || isInputObjectType(type)
            ? Object.values<Described>(type.getFields()).filter(({ name }) => !name.startsWith('_'))
            : [];
        return [...own, ...values, ...fields, ...fields.flatMap(({ args = [] }) => args)]
          .filter(({ description }) => !chinese.test(description ?? ''))
          .map(({ name }) => `${type.name}.${name}`);
      });
    expect(undescribed).toEqual([]);
  });

  it('takes one input in every mutation, named after it', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(10);
    for (const { name, args } of mutations) {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
      expect(args.map((argument) => `${argument.name}: ${String(argument.type)}`)).toEqual([`input: ${type}`]);
    }
  });
});
