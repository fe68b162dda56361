import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../source-files.js';

const document = readFileSync(join(root, 'docs/receive-notifications.md'), 'utf8');

it.each([
  ['receiver.ts', 'ts'],
  ['receiver.py', 'py'],
])('docs/receive-notifications.md shows docs/examples/%s as it is', (file, language) => {
  const [, shown] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(document) ?? [];
  expect(shown).toBe(readFileSync(join(root, 'docs/examples', file), 'utf8'));
});
