import type { Day } from '../days.js';
import type { Migrant } from '../person/migrant.js';
import type { Random } from '../random.js';
import { workingAge } from './assign-work.js';
import type { Employer } from './employer.js';

/** One case for so many people, and one more. */
const peoplePerCase = 2_000;

/** A handful of children of fourteen and fifteen at work, in the smaller places; without contract or insurance. */
export function hireUnderage(
  people: readonly Migrant[],
  { employers, asOf }: { readonly employers: readonly Employer[]; readonly asOf: Day },
  random: Random,
): ReadonlySet<Migrant> {
  const candidates = people.filter(
    (person) =>
      person.age >= workingAge - 2 &&
      person.age < workingAge &&
      person.household.left === undefined &&
      asOf - person.arrived > 40,
  );
  const open = employers.filter(({ closed }) => closed === undefined).sort((a, b) => a.workers - b.workers);
  const hired = random.shuffle(candidates).slice(0, 1 + Math.floor(people.length / peoplePerCase));
  for (const child of hired) {
    const employer = random.pick(open.slice(0, Math.ceil(open.length / 3)));
    const from = asOf - random.between(10, Math.min(90, asOf - child.arrived - 5));
    child.employer = employer;
    child.jobs.push({
      employer,
      from,
      to: undefined,
      endReason: undefined,
      contractSigned: undefined,
      insuredFrom: undefined,
    });
  }
  return new Set(hired);
}
