import type { Connection } from './connection.js';

/** Whether tables have grown or shrunk much since they were measured. */
export function hasStaleStatistics(connection: Connection): boolean {
  return connection.all('PRAGMA optimize(-1)').length > 0;
}

/**
 * Measures how selective the indexes are, on a sample, where tables have changed much. Without it SQLite cannot know that one
 * grid holds few documents and one status many.
 *
 * What it finds about single values is thrown away: with that, SQLite looks at the parameters of a search to plan it, and so
 * plans every search anew each time it runs, which costs several times what an ordinary search does.
 */
export function refreshStatistics(connection: Connection): void {
  connection.exec('PRAGMA optimize = 0x10002');
  const table = connection.get("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'");
  if (table === undefined || connection.get('SELECT 1 FROM sqlite_stat4') === undefined) return;
  connection.exec('DELETE FROM sqlite_stat4; ANALYZE sqlite_schema');
}
