import { expect, it } from 'vitest';
import { formatTable } from './table.js';

interface Row {
  readonly name: string;
  readonly days?: number;
}

const rows: readonly Row[] = [{ name: '周五信息反馈', days: 12 }, { name: 'E-01' }];
const columns = [
  { title: 'NAME', value: ({ name }: Row) => name },
  { title: 'DAYS', value: ({ days }: Row) => days, alarm: ({ days = 0 }: Row) => days > 7 },
  { title: 'END', value: () => 'x' },
];

it('lines columns up, where ideographs are as wide as two letters', () => {
  expect(formatTable(rows, columns)).toBe(
    ['NAME          DAYS  END', '周五信息反馈  12    x', 'E-01          -     x', ''].join('\n'),
  );
});

it('is coloured only where it is asked for', () => {
  expect(formatTable(rows, columns, true)).toContain('\u001b[31m12  \u001b[39m');
  expect(formatTable(rows, columns)).not.toContain('\u001b');
});
