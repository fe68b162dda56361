// What the hub promises of itself, and whether this run kept it.

const timesApollo = 2;
const resolveMs = 1_000;
const wholeHubMb = 450;

/** @returns one entry for each target that this run can tell of */
export function judge({ rows, whole, population }) {
  return [...judgeLookups(rows), ...judgeWhole(whole, population)];
}

function judgeLookups(rows) {
  return rows
    .filter(({ contender, workload, to_apollo }) => contender === 'hub' && workload === 'person' && to_apollo !== null)
    .map(({ connections, to_apollo: ratio }) => ({
      target: `one person, ${connections} connections: at least ${timesApollo} × bare @apollo/gateway`,
      measured: `${ratio} ×`,
      met: ratio >= timesApollo,
    }));
}

function judgeWhole(whole, population) {
  if (whole === undefined) return [];
  const { rssMb, resolvePersons } = whole;
  const most = Math.max(...Object.values(rssMb));
  return [
    {
      target: `resolvePersons of ${resolvePersons.items} in one request under ${resolveMs} ms`,
      measured: `${resolvePersons.medianMs} ms`,
      met: resolvePersons.medianMs < resolveMs,
    },
    // Another set says nothing about it
    ...(population === 'S'
      ? [
          {
            target: `whole hub with set S under ${wholeHubMb} MB resident`,
            measured: `${most} MB`,
            met: most < wholeHubMb,
          },
        ]
      : []),
  ];
}
