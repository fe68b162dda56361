// What a person reads, and what a program reads.
import { contenders } from './contenders.mjs';
import { workloads } from './questions.mjs';

const columns = [
  ['contender', 40, ({ contender }) => contenders.find(({ name }) => name === contender).title],
  ['conn.', 6, ({ connections }) => connections],
  ['req/s', 9, ({ rps }) => rps],
  ['p50 ms', 9, ({ p50 }) => p50],
  ['p99 ms', 9, ({ p99 }) => p99],
  ['CPU ms', 9, ({ cpuMs }) => cpuMs],
  ['dep. CPU', 9, ({ departmentsCpuMs }) => departmentsCpuMs],
  ['RSS MB', 8, ({ rssMb }) => rssMb],
  ['× apollo', 9, ({ to_apollo }) => to_apollo],
  ['CPU: ×', 9, ({ thrift_to_apollo }) => thrift_to_apollo],
  ['× floor', 9, ({ to_floor }) => to_floor],
  ['bad', 5, ({ bad }) => bad],
];

export function printTables({ rows, whole, store, targets, population }) {
  const lines = [
    ...workloads.flatMap(({ name, title }) =>
      lookupTable(
        title,
        rows.filter(({ workload }) => workload === name),
      ),
    ),
    ...wholeLines(whole, population),
    ...storeLines(store),
    ...targetLines(targets),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

export function printJson({ rows, whole, store, targets, machine }) {
  const objects = [
    { kind: 'machine', ...machine },
    ...rows.map((row) => ({ kind: 'lookup', ...row })),
    ...(whole === undefined ? [] : [{ kind: 'whole-hub', ...whole }]),
    ...store.map((row) => ({ kind: 'store', ...row })),
    ...targets.map((target) => ({ kind: 'target', ...target })),
  ];
  for (const object of objects) process.stdout.write(`${JSON.stringify(object)}\n`);
}

function lookupTable(title, rows) {
  if (rows.length === 0) return [];
  const cells = (values) =>
    values
      .map((value, index) =>
        index === 0 ? String(value).padEnd(columns[0][1]) : String(value ?? '–').padStart(columns[index][1]),
      )
      .join('');
  const head = cells(columns.map(([name]) => name));
  const sorted = [...rows].sort((a, b) => a.connections - b.connections);
  return [
    '',
    title,
    head,
    '─'.repeat(head.length),
    ...sorted.map((row) => cells(columns.map(([, , read]) => read(row)))),
  ];
}

function wholeLines(whole, population) {
  if (whole === undefined) return [];
  const { fillSeconds, rssMb, lookupsPerSecond, resolvePersons } = whole;
  return [
    '',
    `the whole hub in one process, set ${population}`,
    `  up and filled from nothing in ${fillSeconds} s`,
    `  resident: ${rssMb.afterFilling} MB after filling, ${rssMb.afterLookups} MB after the lookups, ${rssMb.afterResolving} MB after resolving`,
    `  16 connections: ${lookupsPerSecond.person} single lookups/s, ${lookupsPerSecond.persons} lookups of 50/s`,
    `  resolvePersons of ${resolvePersons.items}: median ${resolvePersons.medianMs} ms, first ${resolvePersons.firstMs} ms, ${resolvePersons.matches} matches`,
  ];
}

function storeLines(store) {
  if (store.length === 0) return [];
  const [{ store: kind, documents }] = store;
  return [
    '',
    `${kind} store, ${documents} documents${' '.repeat(10)}measured, and the design's trial`,
    ...store.map(
      ({ name, value, unit, design }) => `  ${name.padEnd(38)}${`${value} ${unit}`.padStart(12)}   ${design}`,
    ),
  ];
}

function targetLines(targets) {
  if (targets.length === 0) return [];
  return ['', ...targets.map(({ target, measured, met }) => `${met ? 'met    ' : 'NOT MET'}  ${target}: ${measured}`)];
}
