import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readHubEnvironment } from './environment.js';
import { variableNames } from './variables.js';

const text = await readFile(new URL('../../../../.env.example', import.meta.url), 'utf8');
const lines = text.split('\n');
const assignments = lines.flatMap((line) => {
  const match = /^([A-Z_]+)=(.*)$/.exec(line);
  return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
});

describe('.env.example', () => {
  it('lists every variable once and no other', () => {
    expect(assignments.map(([name]) => name).toSorted()).toEqual([...variableNames].toSorted());
  });

  it('says what the program does when nothing is set', () => {
    expect(readHubEnvironment(Object.fromEntries(assignments))).toEqual(readHubEnvironment({}));
  });

  it('has only comments, assignments and blank lines, and a comment above every group', () => {
    expect(lines.filter((line) => !/^(#.*|[A-Z_]+=.*)?$/.test(line))).toEqual([]);
    const firstOfGroup = lines.filter((line, index) => /^[A-Z]/.test(line) && !/^[A-Z]/.test(lines[index - 1] ?? ''));
    const commented = firstOfGroup.filter((line) => lines[lines.indexOf(line) - 1]?.startsWith('# '));
    expect(commented).toEqual(firstOfGroup);
  });
});
