// Speed of bulletins: from events that wait to what receivers have, beside a bare POST loop; delay at a steady rate; a dead
// receiver; a long history.
// node bench/notifications.mjs [--events=20000] [--rounds=3] [--history=1000000] [--flood=100000] [--quick] [--json]
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deliveryCollection } from '../gateway/dist/notifications/delivery/delivery.repository.js';
import { startChild, stopAll } from './children.mjs';
import { measureDelay, measureDrain } from './notifications/measure.mjs';

const { values } = parseArgs({
  options: {
    events: { type: 'string' },
    rounds: { type: 'string' },
    history: { type: 'string' },
    flood: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const defaults = values.quick
  ? { events: '2000', rounds: '1', history: '20000', flood: '5000' }
  : { events: '20000', rounds: '3', history: '1000000', flood: '100000' };
const [events, rounds, history, flood] = ['events', 'rounds', 'history', 'flood'].map((name) => {
  const count = Number(values[name] ?? defaults[name]);
  if (Number.isSafeInteger(count) && count >= (name === 'history' || name === 'flood' ? 0 : 1)) return count;
  console.error(`--${name} takes a whole number`);
  process.exit(2);
});

const say = (text) => process.stderr.write(`bench: ${text}\n`);
const body = JSON.stringify({ specversion: '1.0', id: 'x'.repeat(36), data: { text: 'x'.repeat(900) } });
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (number) => Number(number.toPrecision(3));

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-bulletins-'));
const results = [];
const report = (what, measured, aim = '', met = undefined) => results.push({ what, measured, aim, met });
let runs = 0;
const fresh = () => ({ dataDir: join(folder, `data-${(runs += 1)}`), logFolder: folder, say });

async function withReceivers(config, work) {
  const receivers = await startChild({
    name: 'receivers',
    file: 'notifications/receivers.mjs',
    config,
    logFolder: folder,
  });
  try {
    return await work(receivers, receivers.info.urls);
  } finally {
    await receivers.stop();
  }
}

async function compareWithLoop(count) {
  await withReceivers({ count }, async (receivers, urls) => {
    const loop = await startChild({
      name: 'post-loop',
      file: 'notifications/post-loop.mjs',
      config: {},
      logFolder: folder,
    });
    const rows = [];
    for (let round = 1; round <= rounds; round += 1) {
      const measureFloor = () => loop.ask('post', { urls, total: Math.max(events, 5_000), body });
      const before = await measureFloor();
      const drain = await measureDrain({
        ...fresh(),
        receivers,
        urls,
        watched: count,
        events: Math.ceil(events / count),
      });
      // Machines change their speed: what was true before and after was about so between
      const floor = (before + (await measureFloor())) / 2;
      say(`${count} receivers, round ${round}: ${rounded(drain.perSecond)}/s, bare loop ${rounded(floor)}/s`);
      rows.push({ ...drain, floor, ratio: drain.perSecond / floor });
    }
    await loop.stop();
    const of = (name) => rounded(median(rows.map((row) => row[name])));
    report(
      `events to delivered, ${count} ${count === 1 ? 'receiver' : 'receivers'}`,
      `${of('perSecond')}/s, ${of('ratio')} of the bare loop's ${of('floor')}/s; ${of('cpuMsEach')} ms CPU each, ${of('rssMb')} MB`,
      '0.2 of the bare loop',
      of('ratio') >= 0.2,
    );
  });
}

try {
  await compareWithLoop(1);
  await compareWithLoop(5);

  const perSecond = 200;
  await withReceivers({ count: 1, keepTimes: true }, async (receivers, urls) => {
    const seconds = values.quick ? 3 : 15;
    const { delays, achieved } = await measureDelay({ ...fresh(), receivers, urls, perSecond, seconds });
    const at = (share) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))];
    report(
      `commit to first attempt at ${perSecond} events/s`,
      `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${rounded(achieved)}/s were committed)`,
      'p99 under 1,000 ms',
      at(0.99) < 1_000,
    );
  });

  if (flood > 0) {
    await withReceivers({ count: 1 }, async (receivers, urls) => {
      const alone = await measureDrain({ ...fresh(), receivers, urls, watched: 1, events: flood });
      say(`flood to one receiver: ${rounded(alone.perSecond)}/s`);
      // Where somebody listened a moment ago, and nobody does now
      const dead = await withReceivers({ count: 1 }, (_receivers, [url]) => Promise.resolve(url));
      const beside = await measureDrain({ ...fresh(), receivers, urls: [...urls, dead], watched: 1, events: flood });
      report(
        `${flood} events, one receiver dead`,
        `${rounded(beside.perSecond)}/s to the other (${rounded(beside.perSecond / alone.perSecond)} of alone), ${rounded(beside.rssMb)} MB (alone ${rounded(alone.rssMb)} MB)`,
        'bounded memory, the other unaffected',
      );
    });
  }

  if (history > 0) {
    await withReceivers({ count: 1 }, async (receivers, urls) => {
      const young = await measureDrain({ ...fresh(), receivers, urls, watched: 1, events });
      const old = await measureDrain({
        ...fresh(),
        receivers,
        urls,
        watched: 1,
        events,
        history,
        collections: [deliveryCollection],
      });
      report(
        `after ${history} deliveries`,
        `${rounded(old.perSecond)}/s, ${rounded(old.perSecond / young.perSecond)} of an empty store's`,
        'flat',
      );
    });
  }
} finally {
  await stopAll();
  await rm(folder, { recursive: true, force: true });
}

if (values.json) {
  for (const result of results) console.log(JSON.stringify({ events, rounds, cores: cpus().length, ...result }));
} else {
  console.log(`bulletins on ${cpus().length} cores, ${events} events, median of ${rounds} rounds\n`);
  for (const { what, measured, aim, met } of results) {
    const verdict = met === undefined ? '' : met ? ' (met)' : ' (missed)';
    console.log(`${what.padEnd(42)}${measured}\n${''.padEnd(42)}aim: ${aim}${verdict}`);
  }
}
