import { describe, expect, it } from 'vitest';
import { hasUsableSqlite, isAtLeast, loadEngine } from './engine.js';

describe('choosing the SQLite engine', () => {
  it.each([
    ['20.20.2', undefined, false],
    ['22.12.0', '3.51.3', false],
    ['22.13.0', '3.47.2', false],
    ['22.23.3', '3.51.3', true],
    ['24.21.0', '3.53.4', true],
  ])('of Node %s with SQLite %s takes the built-in one: %s', (node, sqlite, expected) => {
    expect(hasUsableSqlite(sqlite === undefined ? { node } : { node, sqlite })).toBe(expected);
  });

  it.each([
    ['3.51.3', '3.51.3', true],
    ['3.51.2', '3.51.3', false],
    ['3.100.0', '3.51.3', true],
    ['4', '3.51.3', true],
    ['3.51', '3.51.3', false],
  ])('knows that %s is at least %s: %s', (version, wanted, expected) => {
    expect(isAtLeast(version, wanted)).toBe(expected);
  });

  it('gives one that does not lose commits at checkpoints', async () => {
    const engine = await loadEngine();
    expect(isAtLeast(engine.version, '3.51.3')).toBe(true);
    expect(engine.module).toBe(hasUsableSqlite(process.versions) ? 'node:sqlite' : '@photostructure/sqlite');
  });
});
