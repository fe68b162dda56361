import type { SqlValue } from './engine.js';
import { nullKey } from './column-key.js';

/** A value written into a statement. */
export function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'number') return value === nullKey ? '-9e999' : String(value);
  return `x'${Buffer.from(value).toString('hex')}'`;
}
