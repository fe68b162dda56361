import { describe, expect, it } from 'vitest';
import { Connection } from './connection.js';
import { loadEngine } from './engine.js';
import { hasStaleStatistics, refreshStatistics } from './statistics.js';

describe('statistics', () => {
  it('tell how selective an index is, and nothing of single values', async () => {
    const connection = new Connection(await loadEngine(), ':memory:', []);
    connection.exec('CREATE TABLE t (grid, status); CREATE INDEX g ON t (grid); CREATE INDEX s ON t (status)');
    for (let i = 0; i < 1_000; i++) connection.run('INSERT INTO t VALUES (?, ?)', [i % 200, i % 2]);
    const plan = () =>
      connection.all('EXPLAIN QUERY PLAN SELECT * FROM t WHERE status = ? AND grid = ?', [1, 1])[0]?.['detail'];
    refreshStatistics(connection);
    expect(plan()).toMatch(/USING INDEX g/);
    expect(hasStaleStatistics(connection)).toBe(false);
    // An engine without them has no such table
    const isKnown = connection.get("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'") !== undefined;
    expect(isKnown ? connection.all('SELECT * FROM sqlite_stat4') : []).toEqual([]);
    refreshStatistics(connection);
    expect(plan()).toMatch(/USING INDEX g/);
    connection.close();
  });
});
