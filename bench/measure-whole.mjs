// The whole hub in one process: how long it takes to fill, what it needs, how fast it answers alone.
import { performance } from 'node:perf_hooks';
import { startChild } from './children.mjs';
import { readPeople } from './people.mjs';
import { round } from './figures.mjs';
import { openHubAccess } from './hub-access.mjs';
import { measure } from './load.mjs';
import { makeRequests, workloads } from './questions.mjs';
import { measureResolvePersons } from './resolve-persons.mjs';

/** Fills a data folder by running the whole hub on it; with `isMeasured` it is also measured. */
export async function fillAndMeasure({ dataDir, logFolder, population, plan, isMeasured, say }) {
  const startedAt = performance.now();
  const config = { dataDir, population, fill: true };
  const hub = await startChild({ name: 'whole-hub', file: 'whole-hub.mjs', config, logFolder });
  const fillSeconds = round((performance.now() - startedAt) / 1000);
  say(`the whole hub is up with set ${population} after ${fillSeconds} s`);
  try {
    return isMeasured ? { fillSeconds, ...(await measureHub(hub, { dataDir, population, plan, say })) } : undefined;
  } finally {
    await hub.ask('stop');
    await hub.stop();
  }
}

async function measureHub(hub, { dataDir, population, plan, say }) {
  const { url, seed } = hub.info;
  const afterFilling = await hub.ask('usage');
  const headers = await (await openHubAccess(dataDir))();
  const people = await readPeople(dataDir);
  const lookups = {};
  for (const workload of workloads) {
    const { rps, bad } = await measure({
      contender: hub,
      departments: hub,
      requests: makeRequests(workload, people),
      headers,
      connections: 16,
      seconds: plan.seconds,
      warmUpSeconds: plan.firstWarmUpSeconds,
    });
    if (bad > 0) throw new Error(`The whole hub gave ${bad} bad answers`);
    lookups[workload.name] = round(rps);
  }
  const afterLookups = await hub.ask('usage');
  say('the whole hub is measured; now 1,000 people in one request');
  const resolvePersons = await measureResolvePersons({ url, dataDir, population, seed });
  const afterResolving = await hub.ask('usage');
  return {
    rssMb: {
      afterFilling: Math.round(afterFilling.rssMb),
      afterLookups: Math.round(afterLookups.rssMb),
      afterResolving: Math.round(afterResolving.rssMb),
    },
    lookupsPerSecond: lookups,
    resolvePersons,
  };
}
