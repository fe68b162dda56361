import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rowOf } from './catalogue-table.fixture.js';
import { catalogue } from './catalogue.js';

const document = readFileSync(new URL('../../../../docs/notifications.md', import.meta.url), 'utf8');

it('docs/notifications.md lists every bulletin as the catalogue states it', () => {
  const listed = [...document.matchAll(/^\|(.*)\|$/gm)]
    .map(([, cells = '']) => cells.split('|').map((cell) => cell.trim()))
    .filter(([code]) => /^`[NSE]-\d\d`$/.test(code ?? ''));
  expect(listed).toEqual(catalogue.map(rowOf));
});
