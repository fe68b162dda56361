import { StoreOpenError } from '../store-open-error.js';

/** What SQLite takes and gives here. */
export type SqlValue = null | number | string | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** The part of the `node:sqlite` interface that is used; `@photostructure/sqlite` has the same. */
export interface SqlStatement {
  run(...parameters: readonly SqlValue[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  get(...parameters: readonly SqlValue[]): unknown;
  all(...parameters: readonly SqlValue[]): unknown[];
  iterate(...parameters: readonly SqlValue[]): IterableIterator<unknown>;
}

export interface SqlDatabase {
  readonly isTransaction: boolean;
  prepare(sql: string): SqlStatement;
  exec(sql: string): void;
  close(): void;
}

export interface Engine {
  readonly module: 'node:sqlite' | '@photostructure/sqlite';
  readonly version: string;
  open(file: string): SqlDatabase;
}

interface SqliteModule {
  readonly DatabaseSync: new (file: string) => SqlDatabase;
}

/** Before this release a checkpoint that meets a writer at the wrong moment can lose a commit (the WAL-reset bug). */
const oldestVersion = '3.51.3';

/** Node's own SQLite where it is new enough, otherwise the npm build of the same interface. */
export async function loadEngine(): Promise<Engine> {
  const module = hasUsableSqlite(process.versions) ? 'node:sqlite' : '@photostructure/sqlite';
  const { DatabaseSync } = (await import(module)) as SqliteModule;
  const probe = new DatabaseSync(':memory:');
  const { version } = probe.prepare('SELECT sqlite_version() AS version').get() as { readonly version: string };
  probe.close();
  if (!isAtLeast(version, oldestVersion)) {
    throw new StoreOpenError(`SQLite ${version} from ${module} is too old; ${oldestVersion} or later is needed`);
  }
  return { module, version, open: (file) => new DatabaseSync(file) };
}

/** `node:sqlite` needs no flag since Node 22.13. */
export function hasUsableSqlite(versions: { readonly node: string; readonly sqlite?: string }): boolean {
  return (
    isAtLeast(versions.node, '22.13.0') && versions.sqlite !== undefined && isAtLeast(versions.sqlite, oldestVersion)
  );
}

export function isAtLeast(version: string, wanted: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [i, least] of wanted.split('.').map(Number).entries()) {
    const part = parts[i] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
