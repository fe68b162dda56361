import { departmentNames } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from './source-files.js';
import { isTest, listSources } from './source-files.js';

const sources = listSources();
const shipped = sources.filter((file) => !isTest(file) && /\/src\//.test(file.path));

const services = departmentNames.map((name) => `@hub/${name}`);
const shared = ['@hub/domain', '@hub/server', '@hub/store', '@hub/subgraph'];

/** Whom each part may import of ours. Tests may import @hub/testing besides. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/server': ['@hub/domain'],
  'packages/store': ['@hub/domain'],
  'packages/subgraph': ['@hub/domain', '@hub/server', '@hub/store'],
  ...Object.fromEntries(departmentNames.map((name) => [`services/${name}`, shared])),
  gateway: shared,
  hub: [...shared, ...services, '@hub/gateway'],
  'packages/testing': [...shared, ...services, '@hub/gateway', '@hub/whole'],
  cli: ['@hub/domain', '@hub/server', '@hub/store', '@hub/gateway', '@hub/whole', '@hub/testing'],
};

/** Libraries with one home, and where that is. */
const homes: readonly (readonly [library: RegExp, home: RegExp])[] = [
  [/^mongodb$/, /^packages\/store\/src\/mongodb\//],
  [/^jose$/, /^packages\/server\/src\/tokens\//],
  [/^node-cron$/, /^gateway\/src\/schedules\/ticker\.ts$/],
  [/^luxon$/, /^gateway\/src\/schedules\/time-zone\.ts$/],
  [/^dataloader$/, /^packages\/subgraph\/src\/loading\/|\.loader\.ts$|\/scope\.ts$|\.service\.ts$/],
  [/^type-graphql$/, /\.(type|input|resolver)\.ts$|^packages\/subgraph\/src\/schema\//],
  [/^@apollo\/gateway$/, /^gateway\//],
  [/^@apollo\/(composition|federation-internals)$/, /^hub\/src\/schemas\//],
  [/^(node:sqlite|@photostructure\/sqlite)$/, /^packages\/store\/src\/embedded\//],
  [/^express$/, /^packages\/(server|subgraph)\/|^gateway\//],
];

const partOf = ({ path }: SourceFile): string => Object.keys(allowed).find((part) => path.startsWith(`${part}/`)) ?? '';
const violations = (files: readonly SourceFile[], broken: (file: SourceFile) => readonly string[]): string[] =>
  files.flatMap((file) => broken(file).map((what) => `${file.path}: ${what}`));

describe('the architecture', () => {
  it('has sources to look at in every part', () => {
    for (const part of Object.keys(allowed))
      expect(
        shipped.some((file) => partOf(file) === part),
        part,
      ).toBe(true);
  });

  it('lets each part import only what it may', () => {
    const broken = violations(sources, (file) => {
      const part = partOf(file);
      if (part === '') return [];
      const mayImport = [...(allowed[part] ?? []), ...(isTest(file) ? ['@hub/testing'] : [])];
      return file.imports.filter((name) => name.startsWith('@hub/') && !mayImport.includes(name));
    });
    expect(broken).toEqual([]);
  });

  it('reaches another part through its entry only', () => {
    const reachesOut = (file: SourceFile): readonly string[] => {
      const depth = file.path.slice(partOf(file).length + 1).split('/').length - 1;
      return file.imports.filter((name) => /^@hub\/[^/]+\//.test(name) || (name.match(/\.\.\//g)?.length ?? 0) > depth);
    };
    expect(violations(shipped, reachesOut)).toEqual([]);
  });

  it('gives each of these libraries one home', () => {
    const broken = violations(shipped, ({ path, imports }) =>
      imports.filter((name) => homes.some(([library, home]) => library.test(name) && !home.test(path))),
    );
    expect(broken).toEqual([]);
  });

  it('reads the environment in environment.ts files alone', () => {
    const readers = shipped.filter(({ text }) => text.includes('process.env')).map(({ path }) => path);
    expect(readers.filter((path) => !path.endsWith('/environment.ts'))).toEqual([]);
  });

  it('guards fields by the policy, never by decorators that _entities goes around', () => {
    expect(violations(shipped, ({ text }) => text.match(/@Authorized\b|simple: true/g) ?? [])).toEqual([]);
  });

  it('keeps resolvers off the store, and repositories off the resolvers', () => {
    const resolvers = shipped.filter(({ path }) => path.endsWith('.resolver.ts'));
    expect(violations(resolvers, ({ imports }) => imports.filter((name) => name === '@hub/store'))).toEqual([]);
    const repositories = shipped.filter(({ path }) => path.endsWith('.repository.ts'));
    expect(
      violations(repositories, ({ imports }) => imports.filter((name) => /\.(resolver|service|type)\.js$/.test(name))),
    ).toEqual([]);
  });

  it('takes the time from the clock in every rule', () => {
    const rules = shipped.filter(({ path }) => path.startsWith('services/'));
    expect(violations(rules, ({ text }) => text.match(/Date\.now\(\)|new Date\(\)/g) ?? [])).toEqual([]);
  });

  it('has no room without an owner, and no file that nobody can hold in the head', () => {
    const names = /(^|\/)(utils?|common|helpers?|misc|core|lib|base|constants|types)(\/|\.[a-z]+$)/;
    expect(sources.map(({ path }) => path).filter((path) => names.test(path))).toEqual([]);
    const long = shipped.filter(({ text }) => text.split('\n').length > 300).map(({ path }) => path);
    expect(long).toEqual([]);
    const lengths = shipped.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
  });

  it('has no citizen number of a possible person outside the published vectors', () => {
    const number =
      /(?<![\dA-Za-z])[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;
    const published = 'packages/domain/src/citizen-id.vectors.ts';
    const elsewhere = sources.filter(({ path }) => path !== published);
    expect(violations(elsewhere, ({ text }) => text.match(number) ?? [])).toEqual([]);
  });
});
