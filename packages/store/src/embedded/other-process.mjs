// A program of its own for the end-to-end tests: `batches` writes until it is killed, `count` adds to a counter and ends.
// It runs on the built package, as any program does.
import { writeSync } from 'node:fs';
import { openStore } from '../../dist/index.js';

const [mode, dataDir, round] = process.argv.slice(2);
const documents = { name: 'documents', indexes: [{ key: { batch: 1 } }, { key: { parts: 1 }, multikey: 'parts' }] };
const outbox = { name: 'outbox', indexes: [{ key: { size: 1 } }] };
const singles = { name: 'singles', indexes: [{ key: { code: 1 }, unique: true }] };
const store = await openStore({ database: 'hub_other', dataDir, collections: [documents, outbox, singles] });

/** Straight to the pipe: what was said is said, whatever happens next. */
function acknowledge(line) {
  writeSync(1, `${line}\n`);
}

async function writeBatches() {
  for (let i = 0; ; i++) {
    const batch = `${round}-${i}`;
    const size = 1 + ((i * 37) % 300);
    const parts = Array.from({ length: size }, (_, n) => ({
      _id: `${batch}-${n}`,
      batch,
      parts: [`${batch}`, n % 5],
      text: 'x'.repeat(400),
    }));
    await store.withTransaction(async (session) => {
      await store.collection(documents).insertMany(parts, { session });
      await store.collection(outbox).insertOne({ _id: batch, size }, { session });
    });
    acknowledge(`batch ${batch}`);
    await Promise.all(
      Array.from({ length: 5 }, async (_, n) => {
        const code = `${batch}-${n}`;
        await store.collection(singles).insertOne({ _id: code, code });
        acknowledge(`single ${code}`);
      }),
    );
  }
}

async function count() {
  for (let i = 0; i < 200; i++) {
    await store.collection(singles).updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true });
  }
  await store.close();
}

acknowledge('ready');
await (mode === 'batches' ? writeBatches() : count());
