#!/usr/bin/env node
// The `hub` command. What it runs is built by `npm start`, `npm test` or `npm run build`.
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('hub: not built yet; run npm start or npm run build first\n');
  process.exit(1);
}
const { main } = await import(program.href);
await main(process.argv);
