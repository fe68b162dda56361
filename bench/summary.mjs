// From samples to what is reported: medians over the rounds, and ratios taken within each round.
import { median, round } from './figures.mjs';

const references = ['apollo', 'floor'];

/** One row for each contender, workload and number of connections. */
export function summarise(samples) {
  const groups = new Map();
  for (const sample of samples) groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  return [...groups.values()].map((group) => {
    const [{ contender, workload, connections }] = group;
    const medianOf = (name) => round(median(group.map((sample) => sample[name])));
    return {
      contender,
      workload,
      connections,
      rps: medianOf('rps'),
      p50: medianOf('p50'),
      p99: medianOf('p99'),
      cpuMs: medianOf('cpuMs'),
      departmentsCpuMs: medianOf('departmentsCpuMs'),
      rssMb: Math.round(Math.max(...group.map(({ rssMb }) => rssMb))),
      bad: group.reduce((sum, { bad }) => sum + bad, 0),
      ...Object.fromEntries(references.map((name) => [`to_${name}`, ratioTo(name, group, samples, 'rps')])),
      // How many of its requests cost what one of the reference's costs, the departments' part left out
      thrift_to_apollo: ratioTo('apollo', group, samples, 'perCpuSecond'),
    };
  });
}

function keyOf({ contender, workload, connections }) {
  return `${contender} ${workload} ${connections}`;
}

function ratioTo(reference, group, samples, figure) {
  const ratios = group.flatMap(({ workload, connections, round: turn, [figure]: value }) => {
    const other = samples.find(
      (sample) =>
        sample.contender === reference &&
        sample.workload === workload &&
        sample.connections === connections &&
        sample.round === turn,
    );
    return other === undefined || other[figure] === 0 ? [] : [value / other[figure]];
  });
  return ratios.length === 0 ? null : round(median(ratios));
}
