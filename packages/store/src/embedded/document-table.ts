import type { Fields } from '../values/value.js';
import { checkDocument } from '../values/faults.js';
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

/** Writes single documents with all their keys. Has no transaction of its own. */
export class DocumentTable {
  readonly #layout: TableLayout;
  readonly #insertSql: string;
  readonly #sides: readonly { readonly side: SideTable; readonly insertSql: string; readonly deleteSql: string }[];

  constructor(layout: TableLayout) {
    this.#layout = layout;
    const names = ['id', 'doc', ...layout.columns.map(({ column }) => column)];
    this.#insertSql = `INSERT INTO ${layout.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    this.#sides = layout.sideTables.map((side) => ({
      side,
      insertSql: `INSERT INTO ${quote(side.name)} VALUES (${side.columns.map(() => '?, ').join('')}?)`,
      deleteSql: `DELETE FROM ${quote(side.name)} WHERE rid = ?`,
    }));
  }

  /** Whether a write is one statement, which SQLite undoes by itself when it fails. */
  get isSingleStatement(): boolean {
    return this.#sides.length === 0;
  }

  /**
   * @returns the text of the document
   * @throws DuplicateKeyError StoreUsageError
   */
  insert(connection: Connection, document: Fields): string {
    const { plan } = this.#layout;
    checkDocument(document, plan.name);
    const text = encodeDocument(document, plan.name);
    const keys = rowKeys(document, this.#layout);
    let rid = -1;
    try {
      rid = connection.run(this.#insertSql, [document['_id'] as string, text, ...keys]).rowid;
      for (const { side, insertSql } of this.#sides) {
        for (const keysOfElement of sideKeys(document, side, plan)) connection.run(insertSql, [...keysOfElement, rid]);
      }
    } catch (error) {
      throw asDuplicate(error, connection, this.#layout, document, rid);
    }
    return text;
  }

  /**
   * Puts `document` in the place of a row.
   * @param oldKeys the row's keys before the change; only those that differ are written
   * @returns the new text, or undefined when the document is the same
   * @throws DuplicateKeyError StoreUsageError
   */
  replace(connection: Connection, row: StoredRow, oldKeys: OldKeys, document: Fields): string | undefined {
    const { plan, columns, table } = this.#layout;
    checkDocument(document, plan.name);
    const text = encodeDocument(document, plan.name);
    if (text === row.text) return undefined;
    const keys = rowKeys(document, this.#layout);
    const changed = columns.flatMap(({ column }, i) => {
      const key = keys[i];
      return key === undefined || sameKey(oldKeys.row[i], key) ? [] : [{ column, key }];
    });
    try {
      const assignments = ['doc = ?', ...changed.map(({ column }) => `${column} = ?`)];
      connection.run(`UPDATE ${table} SET ${assignments.join(', ')} WHERE rid = ?`, [
        text,
        ...changed.map(({ key }) => key),
        row.rid,
      ]);
      for (const [i, { side, insertSql, deleteSql }] of this.#sides.entries()) {
        const next = sideKeys(document, side, plan);
        if (sameRows(oldKeys.sides[i] ?? [], next)) continue;
        connection.run(deleteSql, [row.rid]);
        for (const keysOfElement of next) connection.run(insertSql, [...keysOfElement, row.rid]);
      }
    } catch (error) {
      throw asDuplicate(error, connection, this.#layout, document, row.rid);
    }
    return text;
  }

  /** To be taken before the document is changed. */
  keysOf(document: Fields): OldKeys {
    return {
      row: rowKeys(document, this.#layout),
      sides: this.#sides.map(({ side }) => sideKeys(document, side, this.#layout.plan)),
    };
  }

  delete(connection: Connection, rid: number): void {
    for (const { deleteSql } of this.#sides) connection.run(deleteSql, [rid]);
    connection.run(`DELETE FROM ${this.#layout.table} WHERE rid = ?`, [rid]);
  }
}

export interface OldKeys {
  readonly row: readonly ColumnKey[];
  readonly sides: readonly (readonly ColumnKey[][])[];
}

function sameRows(a: readonly ColumnKey[][], b: readonly ColumnKey[][]): boolean {
  return a.length === b.length && a.every((row, i) => row.every((key, j) => sameKey(b[i]?.[j], key)));
}
