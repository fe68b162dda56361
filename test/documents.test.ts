import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createProgram } from '@hub/cli';
import { answerReasons, errorCodes, purposes } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'docs/glossary.md',
  'docs/errors.md',
  'docs/store.md',
  'docs/operations.md',
  'docs/notifications.md',
  'docs/schedules.md',
  'docs/receive-notifications.md',
  'docs/add-a-department.md',
];

/** First cells of a table's rows, when they are code. */
const firstCells = (text: string): string[] => [...text.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, cell]) => cell ?? '');

describe('docs/errors.md', () => {
  const [codes = '', reasons = ''] = read('docs/errors.md').split('## Reasons of answers');

  it('lists every error code with its HTTP status', () => {
    const listed = [...codes.matchAll(/^\| `([A-Z_]+)`\s*\|\s*(\d{3})/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    expect(Object.fromEntries(listed)).toEqual(errorCodes);
  });

  it('lists every reason of an answer with its Chinese term', () => {
    const listed = [...reasons.matchAll(/^\| `([A-Z_]+)`\s*\|\s*(\S+)/gm)].map(([, reason, title]) => [reason, title]);
    expect(Object.fromEntries(listed)).toEqual(answerReasons);
  });
});

it('docs/glossary.md lists every purpose with its legal basis', () => {
  const glossary = read('docs/glossary.md');
  expect(firstCells(glossary)).toEqual(purposes.map(({ code }) => code));
  for (const { legalBasis } of purposes) expect(glossary).toContain(legalBasis);
});

describe('the READMEs', () => {
  const english = read('README.md');
  const chinese = read('README.zh-CN.md');

  it('stay short', () => {
    expect(english.split('\n').length).toBeLessThanOrEqual(150);
    expect(chinese.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('mirror each other: as many sections, the same commands', () => {
    const sections = (text: string): number => text.match(/^#+ /gm)?.length ?? 0;
    const blocks = (text: string): string[] =>
      [...text.matchAll(/```(?:sh|graphql)\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
    const withoutComments = (block: string): string => block.replace(/ *# .*$/gm, '').trim();
    expect(sections(chinese)).toBe(sections(english));
    expect(blocks(chinese).map(withoutComments)).toEqual(blocks(english).map(withoutComments));
  });

  it('name only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const commands = createProgram().commands.map((command) => command.name());
    for (const text of documents.map(read)) {
      for (const [, script] of text.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script);
      for (const [, command] of text.matchAll(/npx hub ([a-z]+)/g)) expect(commands).toContain(command);
    }
  });

  it('name only variables that the hub reads', () => {
    const known = new Set([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
    for (const text of documents.map(read)) {
      for (const [name] of text.matchAll(/\b(?:HUB_[A-Z_]+|MONGODB_URL|LOG_LEVEL)\b/g))
        expect([...known]).toContain(name);
    }
  });
});

it.each(documents)('%s points to files that exist', (path) => {
  const text = read(path);
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
  const broken = links.filter((target) => !target.startsWith('http') && !existsSync(join(root, dirname(path), target)));
  expect(broken).toEqual([]);
  const mentioned = [
    ...text.matchAll(/`((?:docs|packages|services|gateway|hub|cli|test|schemas|bench|scripts)\/[\w./-]+\.\w+)`/g),
  ];
  expect(mentioned.map(([, file]) => file ?? '').filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
