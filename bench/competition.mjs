// All contenders on the same questions, taking turns in every round so that noise of the machine hits all alike.
import { checkAnswers, countAnswers, expectAnswers } from './answers.mjs';
import { measure, warmUp } from './load.mjs';
import { makeRequests, workloads } from './questions.mjs';

/**
 * Checks every contender's answers, then measures them.
 *
 * @returns one sample for each contender, workload, number of connections and round
 */
export async function compete({ contenders, departments, people, mint, plan, say }) {
  const { urls } = departments.info;
  const tasks = [];
  for (const workload of workloads) {
    const expected = await expectAnswers(workload, people, { urls, mint, checkEvery: plan.checkEvery });
    const counts = countAnswers(expected);
    say(`${workload.title}: ${expected.length} answers are checked, of which ${JSON.stringify(counts)}`);
    if (counts.YES === 0 || counts.NO + counts.UNKNOWN === 0) throw new Error('The answers are all alike');
    tasks.push({ workload, expected, requests: makeRequests(workload, people) });
  }
  const checkAll = async () => {
    for (const contender of contenders) {
      for (const { expected } of tasks) await checkAnswers(contender, expected);
    }
  };
  await checkAll();
  say('every contender gives the expected answers');

  // Whoever came first would otherwise meet departments whose code the compiler has not seen
  for (const { requests } of tasks) {
    for (const contender of contenders) {
      await warmUp({ contender, requests, headers: await contender.headers(), seconds: plan.firstWarmUpSeconds });
    }
  }

  const samples = [];
  for (let round = 0; round < plan.rounds; round++) {
    for (const { workload, requests } of tasks) {
      for (const connections of plan.connections) {
        for (const contender of rotate(contenders, round)) {
          const result = await measure({
            contender,
            departments,
            requests,
            headers: await contender.headers(),
            connections,
            seconds: plan.seconds,
            warmUpSeconds: plan.warmUpSeconds,
          });
          samples.push({ contender: contender.name, workload: workload.name, connections, round, ...result });
          const { rps, p99, bad } = result;
          say(
            `round ${round + 1}/${plan.rounds} ${workload.name} × ${connections} ${contender.name}: ` +
              `${rps.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms${bad > 0 ? `, ${bad} BAD ANSWERS` : ''}`,
          );
        }
      }
    }
  }
  await checkAll();
  return samples;
}

function rotate(list, by) {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
