// One measurement: load on one contender, and what it cost it and the departments.
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { percentile } from './figures.mjs';

/** Load that nobody measures. */
export async function warmUp({ contender, requests, headers, seconds }) {
  await fire({ contender, requests, headers, connections: 16, seconds });
}

/** How far apart two connections begin among the requests; shares no factor with their number. */
const strideOfClients = 37;

/**
 * Loads a contender for some seconds, after a run-up that does not count.
 *
 * @returns requests a second, latencies in ms, CPU ms a request, resident memory after it, and how many answers were bad
 */
export async function measure({ contender, departments, requests, headers, connections, seconds, warmUpSeconds }) {
  const options = { contender, requests, headers, connections };
  if (warmUpSeconds > 0) await fire({ ...options, seconds: warmUpSeconds });
  const before = await readUsage(contender, departments);
  const { completed, bad, elapsedSeconds, latencies } = await fire({ ...options, seconds });
  const after = await readUsage(contender, departments);
  const perRequest = (part) => (after[part].cpuMs - before[part].cpuMs) / Math.max(1, completed);
  return {
    rps: completed === 0 ? 0 : completed / elapsedSeconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuMs: perRequest('contender'),
    perCpuSecond: 1000 / perRequest('contender'),
    departmentsCpuMs: perRequest('departments'),
    rssMb: after.contender.rssMb,
    bad,
  };
}

async function readUsage(contender, departments) {
  const [own, theirs] = await Promise.all([contender.ask('usage'), departments.ask('usage')]);
  return { contender: own, departments: theirs };
}

function fire({ contender, requests, headers, connections, seconds }) {
  const sent = requests.map(({ body }) => ({ body }));
  let clients = 0;
  return new Promise((resolve, reject) => {
    const latencies = [];
    const startedAt = performance.now();
    let lastAt = startedAt;
    const instance = autocannon(
      {
        url: contender.info.url,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        requests: sent,
        setupClient: (client) => {
          const start = (clients++ * strideOfClients) % sent.length;
          client.setRequests([...sent.slice(start), ...sent.slice(0, start)]);
        },
        connections,
        duration: seconds,
        timeout: 20,
        // A refusal inside a 200 is no answer
        verifyBody: (body) => body.startsWith('{"data":') && !body.includes('"errors":'),
      },
      (error, result) => {
        if (error) return reject(error);
        const { non2xx, errors, timeouts, mismatches } = result;
        resolve({
          // A refusal is quick, and must not pass for speed
          completed: result['2xx'] - mismatches,
          bad: non2xx + errors + timeouts + mismatches,
          elapsedSeconds: (lastAt - startedAt) / 1000,
          latencies,
        });
      },
    );
    // Its own histogram knows whole milliseconds only
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      lastAt = performance.now();
      latencies.push(milliseconds);
    });
  });
}
