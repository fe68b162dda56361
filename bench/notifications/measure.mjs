// What one hub does with events that wait: issued, claimed, signed, posted, written down.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { demoClientFolder, HubClient } from '@hub/server';
import { startChild } from '../children.mjs';
import { addEvents, addHistory, creditCode, openTeller } from './seed.mjs';

const asLabor = { purpose: 'OWN_RECORDS', officer: 'bench' };
const patienceMs = 300_000;

async function openClient(dataDir, client) {
  return new HubClient(JSON.parse(await readFile(join(demoClientFolder(dataDir), `${client}.json`), 'utf8')));
}

async function ask(client, query, variables = {}) {
  const answer = await client.ask(query, variables, asLabor);
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors[0]));
  return answer.data;
}

const startHub = (dataDir, logFolder) =>
  startChild({ name: 'hub', file: 'whole-hub.mjs', config: { dataDir, fill: false }, logFolder });

async function subscribe(dataDir, urls) {
  const client = await openClient(dataDir, 'labor-system');
  for (const [index, url] of urls.entries()) {
    await ask(
      client,
      'mutation ($input: CreateSubscriptionInput!) { createSubscription(input: $input) { subscription { id } } }',
      { input: { idempotencyKey: `bench-${index}`, kinds: ['N-08'], delivery: 'WEBHOOK', url } },
    );
  }
}

/** A hub whose labor bureau has subscriptions at `urls`, and whose commerce bureau has `events` to tell; not running. */
async function prepare({ dataDir, logFolder, urls, events, history = 0, collections, say }) {
  await mkdir(dataDir, { recursive: true });
  const hub = await startHub(dataDir, logFolder);
  await subscribe(dataDir, urls);
  await hub.stop();
  if (history > 0) {
    await addHistory(dataDir, history, { collections, onProgress: (done) => say(`history: ${done} deliveries`) });
  }
  await addEvents(dataDir, events);
}

/**
 * From waiting events to deliveries: how many a second, first to last, as the receivers see it.
 *
 * @returns deliveries a second to each of the first `watched` receivers together, and the hub's highest resident memory
 */
export async function measureDrain({ receivers, watched, events, ...preparation }) {
  const { dataDir, logFolder } = preparation;
  await receivers.ask('reset');
  await prepare({ ...preparation, events });
  const hub = await startHub(dataDir, logFolder);
  const total = watched * events;
  let rssMb = 0;
  let cpuMs = 0;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = (await receivers.ask('seen')).slice(0, watched);
    const usage = await hub.ask('usage');
    rssMb = Math.max(rssMb, usage.rssMb);
    cpuMs = usage.cpuMs;
    const count = seen.reduce((sum, one) => sum + one.count, 0);
    if (count >= total) {
      const firstAt = Math.min(...seen.map((one) => one.firstAt));
      const lastAt = Math.max(...seen.map((one) => one.lastAt));
      await hub.stop();
      return {
        perSecond: total / ((lastAt - firstAt) / 1_000),
        rssMb,
        cpuMsEach: cpuMs / total,
        copies: count - total,
      };
    }
    if (Date.now() > deadline) throw new Error(`Of ${total} deliveries ${count} came in ${patienceMs / 1_000} s`);
    await wait(100);
  }
}

/** From a commit to the first attempt, at a steady rate. In milliseconds, sorted. */
export async function measureDelay({ receivers, urls, perSecond, seconds, dataDir, logFolder }) {
  await mkdir(dataDir, { recursive: true });
  const hub = await startHub(dataDir, logFolder);
  await subscribe(dataDir, urls);
  const teller = await openTeller(dataDir);
  const committedAt = new Map();
  const register = async (serial) => {
    await teller.tell(serial);
    committedAt.set(creditCode(serial), Date.now());
  };
  const pending = [];
  const total = perSecond * seconds;
  const startedAt = performance.now();
  for (let serial = 1; serial <= total; serial += 1) {
    const dueMs = startedAt + (serial * 1_000) / perSecond - performance.now();
    if (dueMs > 1) await wait(dueMs);
    pending.push(register(serial));
  }
  await Promise.all(pending);
  await teller.close();
  const achieved = total / ((performance.now() - startedAt) / 1_000);
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const [{ times }] = await receivers.ask('seen');
    if (Object.keys(times).length >= total) {
      await hub.stop();
      const delays = [...committedAt].map(([code, at]) => Math.max(0, times[code] - at)).sort((a, b) => a - b);
      return { delays, achieved };
    }
    if (Date.now() > deadline) throw new Error('Not every bulletin came');
    await wait(200);
  }
}
