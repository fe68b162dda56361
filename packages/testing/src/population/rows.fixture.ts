/** Rows with the same key, in lists. */
export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

/** Whether times begin before the one before them has ended. */
export function overlaps(times: readonly { readonly from: string; readonly to: string | undefined }[]): boolean {
  const sorted = [...times].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some(({ from }, index) => index > 0 && (sorted[index - 1]?.to ?? '9999') > from);
}
