#!/usr/bin/env node
// The `hub` command. What it runs is built by `npm start`, `npm test` or `npm run build`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', 'dist', 'main.js');
if (!existsSync(program)) {
  process.stderr.write('hub: not built yet; run npm start or npm run build first\n');
  process.exit(1);
}
const { main } = await import('../dist/main.js');
await main(process.argv);
