import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { departments } from '@hub/domain';
import { departmentEntries } from '@hub/whole';
import { isInputObjectType, isEnumType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.js';

const skeleton = ['index.ts', 'main.ts', 'environment.ts', 'subgraph.ts', 'policy.ts', 'scope.ts', 'intake.ts'];
const chinese = /\p{Script=Han}/u;
interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

interface DescribedField extends Described {
  readonly args?: readonly Described[];
}

const builtIn = /^(__|_)|^(String|Int|Float|Boolean|ID|Query|Mutation|federation__|link__)/;

describe.each(departments)('the department $name', ({ name, portVariable }) => {
  const folder = join(root, 'services', name);
  const { schema, table, events, reports } = departmentEntries[name].build({ personKey: new Uint8Array(32) });
  const types = Object.values(schema.getTypeMap()).filter((type) => !builtIn.test(type.name));

  it('has the same skeleton as its siblings', () => {
    for (const file of skeleton) expect(existsSync(join(folder, 'src', file)), file).toBe(true);
    expect(readFileSync(join(folder, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(41);
  });

  it('has tests in its entity folders', () => {
    const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.test.ts')).length).toBeGreaterThan(0);
  });

  it('describes every type, field, argument and enum value, with the Chinese term', () => {
    const undescribed: string[] = [];
    const check = (what: string, description: string | null | undefined): void => {
      if (!chinese.test(description ?? '')) undescribed.push(what);
    };
    for (const type of types) {
      check(type.name, type.description);
      if (isObjectType(type) || isInputObjectType(type)) {
        const fields: readonly DescribedField[] = Object.values<DescribedField>(type.getFields());
        for (const field of fields) {
          check(`${type.name}.${field.name}`, field.description);
          for (const argument of field.args ?? [])
            check(`${type.name}.${field.name}(${argument.name})`, argument.description);
        }
      }
    }
    for (const root of [schema.getQueryType(), schema.getMutationType()]) {
      for (const field of Object.values(root?.getFields() ?? {}).filter((each) => !each.name.startsWith('_'))) {
        check(`${root?.name ?? ''}.${field.name}`, field.description);
        for (const argument of field.args) check(`${field.name}(${argument.name})`, argument.description);
      }
    }
    for (const type of types.filter(isEnumType)) {
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description);
    }
    expect(undescribed).toEqual([]);
  });

  it('has a policy row for every field, and a purpose with a holder behind every reader', () => {
    expect(table.size).toBeGreaterThan(10);
    for (const row of table.values()) {
      if (row.share === 'U') expect(['P', 'I'], row.field).toContain(row.dataClass);
    }
  });

  it('describes every event and report, with the Chinese term, and states each event in the file of its entity', () => {
    for (const { description, content } of [...events, ...reports]) {
      expect(description).toMatch(chinese);
      expect(Object.keys(content)).not.toEqual([]);
    }
    const stated = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.events.ts'))
      .map((file) => readFileSync(join(folder, 'src', file), 'utf8'))
      .join('');
    for (const { type } of events) expect(stated).toContain(`'${type}'`);
  });

  it('takes one input in every mutation, named after it', () => {
    for (const [mutation, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
      const [input, ...more] = field.args;
      expect(more, mutation).toEqual([]);
      expect(String(input?.type), mutation).toBe(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`);
    }
  });

  it('has its schema, its variable and its place in the compose file', () => {
    expect(existsSync(join(root, 'schemas', `${name}.graphql`))).toBe(true);
    expect(readFileSync(join(root, '.env.example'), 'utf8')).toContain(portVariable);
    expect(readFileSync(join(root, 'docker-compose.yml'), 'utf8')).toMatch(new RegExp(`^  ${name}:`, 'm'));
  });
});
