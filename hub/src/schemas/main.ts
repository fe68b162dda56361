import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { OutwardFiles } from './breaking-changes.js';
import { listBreakingChanges } from './breaking-changes.js';
import type { SchemaFileTexts } from './compose.js';
import { composeSchemas } from './compose.js';

const help = `Usage: npm run schemas [-- --check | --accept-breaking]

  (nothing)          writes schemas/ anew; refuses a change that breaks programs outside
  --check            writes nothing; fails when schemas/ is not what the code says
  --accept-breaking  writes even what breaks programs outside
`;

const folder = new URL('../../../schemas/', import.meta.url);

async function readCommitted(names: Iterable<string>): Promise<SchemaFileTexts> {
  const texts = new Map<string, string>();
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8').catch(() => undefined);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

function breakingChanges(committed: SchemaFileTexts, composed: SchemaFileTexts): readonly string[] {
  const [before, after] = [readOutward(committed), readOutward(composed)];
  return before === undefined || after === undefined ? [] : listBreakingChanges(before, after);
}

function readOutward(texts: SchemaFileTexts): OutwardFiles | undefined {
  const [supergraphSdl, policyJson, eventsJson] = ['supergraph.graphql', 'policy.json', 'events.json'].map((name) =>
    texts.get(name),
  );
  if (supergraphSdl === undefined || policyJson === undefined) return undefined;
  return { supergraphSdl, policyJson, ...(eventsJson !== undefined && { eventsJson }) };
}

async function run(options: ReadonlySet<string>): Promise<number> {
  if (options.has('--help')) {
    process.stdout.write(help);
    return 0;
  }
  const composed = composeSchemas();
  const committed = await readCommitted(composed.keys());
  const stale = [...composed].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name);
  const broken = breakingChanges(committed, composed);
  if (broken.length > 0 && !options.has('--accept-breaking')) {
    process.stderr.write(`This breaks programs outside:\n${broken.map((change) => `- ${change}`).join('\n')}\n`);
    process.stderr.write('Keep the old names, or accept it: npm run schemas -- --accept-breaking\n');
    return 1;
  }
  if (options.has('--check')) {
    if (stale.length === 0) return 0;
    process.stderr.write(`Not what the code says: ${stale.join(', ')} in schemas/. Run: npm run schemas\n`);
    return 1;
  }
  await mkdir(folder, { recursive: true });
  for (const name of stale) await writeFile(new URL(name, folder), composed.get(name) ?? '');
  process.stdout.write(
    stale.length === 0 ? 'schemas/ is up to date\n' : `Wrote ${stale.join(', ')} in ${fileURLToPath(folder)}\n`,
  );
  return 0;
}

try {
  process.exitCode = await run(new Set(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
