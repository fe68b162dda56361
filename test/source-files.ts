import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '..');

const folders = ['packages', 'services', 'gateway', 'hub', 'cli', 'test', 'scripts', 'bench'];
const skipped = new Set(['node_modules', 'dist', 'data']);

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Modules that it imports. */
  readonly imports: readonly string[];
}

/** Every TypeScript and JavaScript source of the project. */
export function listSources(): readonly SourceFile[] {
  return folders.flatMap((folder) => [...walk(join(root, folder))]).map(readSource);
}

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (/\.(ts|mjs|js)$/.test(entry.name)) yield path;
  }
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '');
  return { path: relative(root, path).replaceAll('\\', '/'), text, imports };
}

/** Whether a file is only there for tests. */
export function isTest({ path }: SourceFile): boolean {
  return /\.(test|e2e|fixture|vectors)\.ts$/.test(path) || path.startsWith('test/') || path.includes('/conformance/');
}
