import { checkDocument } from '../values/faults.js';
import type { Fields } from '../values/value.js';
import { type ColumnKey, sameKey } from './column-key.js';
import type { Connection } from './connection.js';
import { rowKeys, sideKeys } from './document-keys.js';
import { asDuplicate } from './duplicate.js';
import { encodeDocument } from './json-codec.js';
import { quote } from './quote.js';
import type { SideTable, TableLayout } from './table-layout.js';

/** A document as it lies in its table. */
export interface StoredRow {
  readonly rid: number;
  readonly text: string;
  readonly document: Fields;
}

/** Everything a document's rows hold, except the row number. */
export interface Prepared {
  readonly document: Fields;
  readonly text: string;
  readonly keys: Keys;
}

interface Keys {
  readonly row: readonly ColumnKey[];
  /** For every side table its rows. */
  readonly sides: readonly (readonly ColumnKey[][])[];
}

interface Side {
  readonly side: SideTable;
  readonly insertSql: string;
  readonly deleteSql: string;
}

/** Writes single documents with all their keys. Has no transaction of its own. */
export class DocumentTable {
  readonly #layout: TableLayout;
  readonly #insertSql: string;
  readonly #deleteSql: string;
  readonly #sides: readonly Side[];

  constructor(layout: TableLayout) {
    this.#layout = layout;
    const names = ['id', 'doc', ...layout.columns.map(({ column }) => column)];
    this.#insertSql = `INSERT INTO ${layout.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    this.#deleteSql = `DELETE FROM ${layout.table} WHERE rid = ?`;
    this.#sides = layout.sideTables.map((side) => ({
      side,
      insertSql: insertIntoSide(side),
      deleteSql: `DELETE FROM ${quote(side.name)} WHERE rid = ?`,
    }));
  }

  /** Whether a write is one statement, which SQLite undoes by itself when it fails. */
  get isSingleStatement(): boolean {
    return this.#sides.length === 0;
  }

  /**
   * Checks a caller's document and takes from it all that will be written; what the caller does to it later has no effect.
   * @throws StoreUsageError
   */
  prepare(document: Fields): Prepared {
    checkDocument(document, this.#layout.plan.name);
    return this.#encode(document);
  }

  /** To be taken before a stored document is changed. */
  keysOf(document: Fields): Keys {
    const { plan } = this.#layout;
    return {
      row: rowKeys(document, this.#layout),
      sides: this.#sides.map(({ side }) => sideKeys(document, side, plan)),
    };
  }

  /** @throws DuplicateKeyError */
  insert(connection: Connection, { document, text, keys }: Prepared): void {
    let rid = -1;
    try {
      rid = connection.run(this.#insertSql, [document['_id'] as string, text, ...keys.row]).rowid;
      for (const [i, { insertSql }] of this.#sides.entries()) {
        for (const element of keys.sides[i] ?? []) connection.run(insertSql, [...element, rid]);
      }
    } catch (error) {
      throw asDuplicate(error, connection, this.#layout, document, rid);
    }
  }

  /**
   * Writes a stored document that was changed.
   * @param before the row's keys before the change
   * @returns the new text, the old one when nothing is different
   * @throws DuplicateKeyError StoreUsageError
   */
  change(connection: Connection, row: StoredRow, before: Keys, document: Fields): string {
    return this.#put(connection, row, before, this.#encode(document));
  }

  /**
   * Writes another document in the place of a stored one.
   * @returns the new text, the old one when nothing is different
   * @throws DuplicateKeyError
   */
  replace(connection: Connection, row: StoredRow, replacement: Prepared): string {
    return this.#put(connection, row, this.keysOf(row.document), replacement);
  }

  delete(connection: Connection, rid: number): void {
    for (const { deleteSql } of this.#sides) connection.run(deleteSql, [rid]);
    connection.run(this.#deleteSql, [rid]);
  }

  #encode(document: Fields): Prepared {
    return { document, text: encodeDocument(document, this.#layout.plan.name), keys: this.keysOf(document) };
  }

  #put(
    connection: Connection,
    { rid, text: oldText }: StoredRow,
    before: Keys,
    { document, text, keys }: Prepared,
  ): string {
    if (text === oldText) return oldText;
    try {
      this.#putRow(connection, rid, text, before.row, keys.row);
      for (const [i, { insertSql, deleteSql }] of this.#sides.entries()) {
        const next = keys.sides[i] ?? [];
        if (sameRows(before.sides[i] ?? [], next)) continue;
        connection.run(deleteSql, [rid]);
        for (const element of next) connection.run(insertSql, [...element, rid]);
      }
    } catch (error) {
      throw asDuplicate(error, connection, this.#layout, document, rid);
    }
    return text;
  }

  /** SQLite rewrites the entry of every index whose column is named, changed or not; so only changed ones are. */
  #putRow(
    connection: Connection,
    rid: number,
    text: string,
    before: readonly ColumnKey[],
    keys: readonly ColumnKey[],
  ): void {
    let assignments = 'doc = ?';
    const parameters: ColumnKey[] = [text];
    for (const [i, { column }] of this.#layout.columns.entries()) {
      const key = keys[i];
      if (key === undefined || sameKey(before[i], key)) continue;
      assignments += `, ${column} = ?`;
      parameters.push(key);
    }
    connection.run(`UPDATE ${this.#layout.table} SET ${assignments} WHERE rid = ?`, [...parameters, rid]);
  }
}

export function insertIntoSide({ name, columns }: SideTable): string {
  return `INSERT INTO ${quote(name)} VALUES (${columns.map(() => '?, ').join('')}?)`;
}

function sameRows(a: readonly ColumnKey[][], b: readonly ColumnKey[][]): boolean {
  return a.length === b.length && a.every((row, i) => row.every((key, j) => sameKey(b[i]?.[j], key)));
}
