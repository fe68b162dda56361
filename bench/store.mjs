// Speed of the document store by itself: point reads, lists of keys, single and shared commits, bulk load.
// node bench/store.mjs [--documents=100000] [--rounds=5] [--json] [--mongodb=<url>]   (after `npm run build`)
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { defineCollection, openStore } from '@hub/store';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    mongodb: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const documents = Number(values.documents);
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(documents) || documents < 10_000 || !Number.isSafeInteger(rounds) || rounds < 1) {
  console.error('--documents takes a whole number from 10000, --rounds one from 1');
  process.exit(2);
}

const residents = defineCollection({
  name: 'residents',
  indexes: [
    { key: { tag: 1 }, unique: true },
    { key: { 'residence.grid': 1, registeredOn: -1 } },
    { key: { status: 1, updatedAt: -1 } },
    { key: { employer: 1 } },
  ],
});

const grids = 2_000;
const statuses = ['ACTIVE', 'LEFT', 'EXPIRED', 'PENDING'];
// The figures of the design's trial (store.md §2): one million documents, two cores, whole document API.
const expected = {
  'find one by a unique key': '37,000/s',
  'list of 1,000 keys': '16 ms',
  'write alone, own commit': '2,000 to 3,000/s',
  'writes, 64 at once, shared commits': '10,000/s',
  'bulk load in batches of 1,000': '8,000 to 9,000/s',
  'page of 50 of a grid, newest first': '0.48 ms',
  'count by status': '75 ms (1,000,000)',
};

/** A small generator with a fixed seed, so that two runs ask the same questions. */
function createRandom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = createRandom(20260101);
// Multiplying by an odd number scatters the keys over the tree, as keyed hashes are.
const tagOf = (i) => (Math.imul(i, 2654435761) >>> 0).toString(16).padStart(8, '0') + i.toString(36).padStart(8, '0');
const idOf = (i) => `p${i.toString(36).padStart(10, '0')}`;

/** About 580 bytes, as a registration is. */
function makeResident(i) {
  return {
    _id: idOf(i),
    tag: tagOf(i),
    status: statuses[i % statuses.length],
    updatedAt: new Date(1_700_000_000_000 + random(50_000_000) * 1000),
    registeredOn: `20${10 + random(15)}-${String(1 + random(12)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`,
    employer: `e${random(20_000)}`,
    residence: {
      grid: `330102001001${String(random(grids)).padStart(3, '0')}`,
      regionCode: '330102',
      kind: 'RENTED',
      since: '2024-03-01',
    },
    household: { size: 1 + random(5), head: random(2) === 1, origin: '341200' },
    notes:
      'Registered at the counter with both documents seen; address confirmed by the collector on the next round. '.repeat(
        2,
      ),
    visits: 0,
  };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median seconds of several rounds after one that does not count. */
async function measure(work) {
  await work();
  const seconds = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  return median(seconds);
}

const results = [];
function report(name, value, unit) {
  results.push({ name, value: Number(value.toPrecision(3)), unit, design: expected[name] ?? '' });
}

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-store-'));
const store = await openStore({
  database: 'hub_bench_store',
  dataDir: folder,
  collections: [residents],
  ...(values.mongodb === undefined ? {} : { mongodbUrl: values.mongodb }),
});
try {
  const collection = store.collection(residents);
  if (store.kind === 'mongodb') await collection.deleteMany({});

  const batch = 1_000;
  const batchSeconds = [];
  for (let start = 0; start < documents; start += batch) {
    const residentsOfBatch = Array.from({ length: Math.min(batch, documents - start) }, (_, i) =>
      makeResident(start + i),
    );
    const began = performance.now();
    await collection.insertMany(residentsOfBatch);
    batchSeconds.push((performance.now() - began) / 1000);
  }
  report('bulk load in batches of 1,000', documents / batchSeconds.reduce((a, b) => a + b, 0), '/s');

  const reads = 5_000;
  const seconds = await measure(async () => {
    for (let i = 0; i < reads; i++) await collection.findOne({ tag: tagOf(random(documents)) });
  });
  report('find one by a unique key', reads / seconds, '/s');

  const lists = 10;
  const listSeconds = await measure(async () => {
    for (let i = 0; i < lists; i++) {
      const tags = Array.from({ length: 1_000 }, () => tagOf(random(documents)));
      await collection.find({ tag: { $in: tags } }).toArray();
    }
  });
  report('list of 1,000 keys', (listSeconds / lists) * 1000, 'ms');

  const pages = 500;
  const pageSeconds = await measure(async () => {
    for (let i = 0; i < pages; i++) {
      const grid = `330102001001${String(random(grids)).padStart(3, '0')}`;
      const filter = { 'residence.grid': grid, registeredOn: { $gte: '2012-01-01', $lt: '2022-01-01' } };
      await collection.find(filter, { sort: { registeredOn: -1 }, limit: 50 }).toArray();
    }
  });
  report('page of 50 of a grid, newest first', (pageSeconds / pages) * 1000, 'ms');

  report('count by status', (await measure(() => collection.countBy(['status']))) * 1000, 'ms');

  const alone = 500;
  const aloneSeconds = await measure(async () => {
    for (let i = 0; i < alone; i++)
      await collection.updateOne({ _id: idOf(random(documents)) }, { $inc: { visits: 1 } });
  });
  report('write alone, own commit', alone / aloneSeconds, '/s');

  const shared = 6_400;
  const sharedSeconds = await measure(async () => {
    let left = shared;
    const writer = async () => {
      while (left-- > 0) await collection.updateOne({ _id: idOf(random(documents)) }, { $inc: { visits: 1 } });
    };
    await Promise.all(Array.from({ length: 64 }, writer));
  });
  report('writes, 64 at once, shared commits', shared / sharedSeconds, '/s');
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}

if (values.json) {
  for (const result of results) console.log(JSON.stringify({ store: store.kind, documents, rounds, ...result }));
} else {
  console.log(`${store.kind} store, ${documents} documents, median of ${rounds} rounds (bulk load: one run)\n`);
  console.log(`${'what'.padEnd(38)}${'measured'.padStart(14)}   design trial`);
  for (const { name, value, unit, design } of results) {
    console.log(`${name.padEnd(38)}${`${value.toLocaleString('en')} ${unit}`.padStart(14)}   ${design}`);
  }
}
