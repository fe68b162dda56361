// npm run bench: the hub against its peers and against a merge by hand. README.md says what is measured and how.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { help, readArguments } from './arguments.mjs';
import { createTokenMint, renewTokens } from './bare-tokens.mjs';
import { startChild, stopAll } from './children.mjs';
import { compete } from './competition.mjs';
import { startContenders } from './contenders.mjs';
import { measureStore } from './measure-store.mjs';
import { fillAndMeasure } from './measure-whole.mjs';
import { readPeople } from './people.mjs';
import { printJson, printTables } from './report.mjs';
import { summarise } from './summary.mjs';
import { judge } from './targets.mjs';

const say = (text) => process.stderr.write(`bench: ${text}\n`);

async function run({ plan, population, parts, contenders: names, profile, quick }, folder) {
  const dataDir = join(folder, 'data');
  const store = parts.includes('store') ? await measureStore({ quick }) : [];
  const isMeasured = parts.includes('whole');
  const whole =
    isMeasured || parts.includes('lookups')
      ? await fillAndMeasure({ dataDir, logFolder: folder, population, plan, isMeasured, say })
      : undefined;
  const samples = parts.includes('lookups') ? await competeOver({ dataDir, folder, names, profile, plan }) : [];
  const rows = summarise(samples);
  return { rows, whole, store, population, targets: judge({ rows, whole, population }) };
}

async function competeOver({ dataDir, folder, names, profile, plan }) {
  const departments = await startChild({
    name: 'departments',
    file: 'departments.mjs',
    config: { dataDir },
    logFolder: folder,
  });
  const { urls, secret } = departments.info;
  const mint = createTokenMint(secret);
  const tokens = await mint();
  const execArgv = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  say(`departments are up; starting ${names.join(', ')}`);
  const contenders = await startContenders(names, { urls, secret, tokens, dataDir, logFolder: folder, execArgv });
  const stopRenewing = renewTokens(
    mint,
    contenders.filter(({ name }) => name !== 'hub'),
  );
  try {
    return await compete({ contenders, departments, people: await readPeople(dataDir), mint, plan, say });
  } finally {
    stopRenewing();
  }
}

/** Twice what the measurements take, and five minutes for everything around them. */
function timeLimitMs({ plan, contenders }) {
  const measurements = plan.rounds * plan.connections.length * 2 * contenders.length;
  return measurements * (plan.seconds + plan.firstWarmUpSeconds) * 2_000 + 300_000;
}

async function main() {
  let given;
  try {
    given = readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${help}`);
    return 2;
  }
  if (given.help) {
    process.stdout.write(help);
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  let keepLogs = false;
  let isStopping = false;
  const finish = async () => {
    await stopAll();
    if (!keepLogs) await rm(folder, { recursive: true, force: true });
  };
  const stopEarly = (code, reason) => {
    isStopping = true;
    say(reason);
    void finish().finally(() => process.exit(code));
  };
  process.once('SIGINT', () => stopEarly(130, 'stopped'));
  process.once('SIGTERM', () => stopEarly(143, 'stopped'));
  const watchdog = setTimeout(() => stopEarly(1, 'took far too long; stopped'), timeLimitMs(given));
  try {
    const report = { ...(await run(given, folder)), machine: describeMachine() };
    (given.json ? printJson : printTables)(report);
    return report.rows.some(({ bad }) => bad > 0) ? 1 : 0;
  } catch (error) {
    // Whatever fails because its processes were stopped is no news
    if (isStopping) return await new Promise(() => undefined);
    keepLogs = true;
    say(`${error instanceof Error ? (error.stack ?? error.message) : error}\nlogs are in ${folder}`);
    return 1;
  } finally {
    clearTimeout(watchdog);
    await finish();
  }
}

function describeMachine() {
  return { node: process.version, platform: `${process.platform} ${process.arch}`, cores: cpus().length };
}

process.exit(await main());
