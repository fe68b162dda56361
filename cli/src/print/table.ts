import { styleText } from 'node:util';

/** One column of a table, by what it shows of a row. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number | null | undefined;
  /** Whether somebody has to do something about it: red, where there are colours. */
  readonly alarm?: (row: Row) => boolean;
}

/** Ideographs and full-width signs take two places of a terminal. */
const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/gu;
const gap = '  ';

/**
 * A table without lines: what a person reads, and what `grep` and `awk` take apart. Nothing is cut off.
 *
 * @param colours whether headings are bold and alarms red
 */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], colours = false): string {
  const cells = rows.map((row) => columns.map(({ value }) => String(value(row) ?? '-')));
  const widths = columns.map(({ title }, index) => Math.max(...[title, ...column(cells, index)].map(widthOf)));
  const line = (texts: readonly string[], style: (index: number) => 'bold' | 'red' | undefined): string =>
    texts
      .map((text, index) => {
        const isLast = index === texts.length - 1;
        const padded = isLast ? text : text + ' '.repeat((widths[index] ?? 0) - widthOf(text));
        const format = colours ? style(index) : undefined;
        return format === undefined ? padded : styleText(format, padded, { validateStream: false });
      })
      .join(gap);
  const heading = line(
    columns.map(({ title }) => title),
    () => 'bold',
  );
  const body = rows.map((row, at) =>
    line(cells[at] ?? [], (index) => (columns[index]?.alarm?.(row) === true ? 'red' : undefined)),
  );
  return [heading, ...body].map((text) => `${text.trimEnd()}\n`).join('');
}

/** Prints rows to stdout; nothing at all when there are none, so that a program reading along finds no heading either. */
export function printTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): void {
  if (rows.length > 0) process.stdout.write(formatTable(rows, columns, hasColours()));
}

/** A terminal that shows colours, and nobody who said NO_COLOR: Node knows both. */
export function hasColours(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}

function column(cells: readonly (readonly string[])[], index: number): readonly string[] {
  return cells.map((row) => row[index] ?? '');
}

function widthOf(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}
