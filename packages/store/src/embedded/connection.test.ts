import { describe, expect, it } from 'vitest';
import { Connection } from './connection.js';
import { loadEngine } from './engine.js';

describe('a connection', () => {
  it('goes on working when more different statements come than it keeps', async () => {
    const connection = new Connection(await loadEngine(), ':memory:', []);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 700; i++) expect(connection.get(`SELECT ${i} + ? AS sum`, [1])).toMatchObject({ sum: i + 1 });
    }
    connection.close();
  });

  it('leaves nothing of failed work in a savepoint, and keeps the rest', async () => {
    const connection = new Connection(await loadEngine(), ':memory:', []);
    connection.exec('CREATE TABLE t (v UNIQUE)');
    connection.run('BEGIN');
    connection.savepoint(() => connection.run('INSERT INTO t VALUES (1)'));
    const work = () =>
      connection.savepoint(() => {
        connection.run('INSERT INTO t VALUES (2)');
        connection.run('INSERT INTO t VALUES (1)');
      });
    expect(work).toThrow(/UNIQUE/);
    connection.run('COMMIT');
    expect(connection.all('SELECT v FROM t').map((row) => row['v'])).toEqual([1]);
    connection.close();
  });

  it('can be closed twice', async () => {
    const connection = new Connection(await loadEngine(), ':memory:', []);
    connection.close();
    connection.close();
    expect(() => connection.get('SELECT 1')).toThrow();
  });
});
