import type { Engine, SqlDatabase, SqlRow, SqlStatement, SqlValue } from './engine.js';

/**
 * In @photostructure/sqlite 1.2.1 a statement does not keep its database alive: were the database collected while a statement
 * runs, the statement would fail. Open databases are held here until they are closed.
 */
const openDatabases = new Set<SqlDatabase>();

const maxStatements = 500;

/** One SQLite connection with its prepared statements. */
export class Connection {
  readonly #database: SqlDatabase;
  readonly #statements = new Map<string, SqlStatement>();
  #closed = false;
  #changedRows = 0;

  constructor(engine: Engine, file: string, pragmas: readonly string[]) {
    this.#database = engine.open(file);
    openDatabases.add(this.#database);
    try {
      for (const pragma of pragmas) this.#database.exec(`PRAGMA ${pragma}`);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get isTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Rows that `run` has inserted, changed or deleted, in side tables too. */
  get changedRows(): number {
    return this.#changedRows;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  run(sql: string, parameters: readonly SqlValue[] = []): { readonly changes: number; readonly rowid: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...parameters);
    this.#changedRows += Number(changes);
    return { changes: Number(changes), rowid: Number(lastInsertRowid) };
  }

  get(sql: string, parameters: readonly SqlValue[] = []): SqlRow | undefined {
    return this.#prepare(sql).get(...parameters) as SqlRow | undefined;
  }

  all(sql: string, parameters: readonly SqlValue[] = []): SqlRow[] {
    return this.#prepare(sql).all(...parameters) as SqlRow[];
  }

  iterate(sql: string, parameters: readonly SqlValue[] = []): IterableIterator<SqlRow> {
    return this.#prepare(sql).iterate(...parameters) as IterableIterator<SqlRow>;
  }

  /** Within a transaction: leaves nothing of `work` behind when it fails. */
  savepoint<R>(work: () => R): R {
    this.run('SAVEPOINT one');
    try {
      const result = work();
      this.run('RELEASE one');
      return result;
    } catch (error) {
      if (this.isTransaction) {
        this.run('ROLLBACK TO one');
        this.run('RELEASE one');
      }
      throw error;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#statements.clear();
    this.#database.close();
    openDatabases.delete(this.#database);
  }

  /** Preparing costs more than running, and unfinalized statements pile up in a busy loop; so they are kept, oldest out first. */
  #prepare(sql: string): SqlStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      if (this.#statements.size >= maxStatements) this.#evictOldest();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #evictOldest(): void {
    for (const oldest of this.#statements.keys()) {
      this.#statements.delete(oldest);
      return;
    }
  }
}
