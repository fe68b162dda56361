import type { Day } from '../days.js';
import type { Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { Random } from '../random.js';
import type { Employer } from './employer.js';
import type { EmploymentEndReason, Job } from './job.js';

const endReasons: readonly EmploymentEndReason[] = [
  'RESIGNED',
  'RESIGNED',
  'RESIGNED',
  'EXPIRED',
  'EXPIRED',
  'DISMISSED',
  'OTHER',
];
/** Share of people here long enough who changed the employer, and of those without a job on `asOf`. */
const changed = 0.3;
const betweenJobs = 0.03;
/** A contract is due within a month of the first day at work (Labour Contract Law art. 10). */
const contractDueDays = 30;
/** Insurance within 30 days (Social Insurance Law art. 58); some are later. */
const insuranceDays = 60;

interface CareerOptions {
  readonly employers: readonly Employer[];
  readonly asOf: Day;
  /** Earliest day of work. */
  readonly since: Day;
}

/** Contracts and insurance by the size of the employer: 38 to 85 % and, of those with a contract, about two in three. */
function conditionsOf({ workers }: Employer): { contract: number; insured: number } {
  if (workers < 30) return { contract: 0.38, insured: 0.66 };
  if (workers < 150) return { contract: 0.62, insured: 0.68 };
  return { contract: 0.85, insured: 0.7 };
}

/** One job, or an earlier one and the present one. People who left the township ended their last one on leaving. */
export function createCareer(person: Migrant, { employers, asOf, since }: CareerOptions, random: Random): Job[] {
  const { employer: current, household } = person;
  if (current === undefined) return [];
  const last = lastDayOf(person, asOf);
  const start = since + random.between(0, Math.min(30, last - since - 3));
  const [from, earlier] = hadAnother(start, last, random)
    ? changeOf(start, last, { employers, asOf }, current, random)
    : [start, []];
  const idle = household.left === undefined && last - from > 90 && random.chance(betweenJobs);
  const to = idle ? last - random.between(5, 60) : household.left;
  return [...earlier, createJob(current, { from, to, asOf }, random)];
}

function hadAnother(start: Day, last: Day, random: Random): boolean {
  return last - start > 200 && random.chance(changed);
}

function changeOf(
  start: Day,
  last: Day,
  { employers, asOf }: Omit<CareerOptions, 'since'>,
  current: Employer,
  random: Random,
): readonly [from: Day, earlier: readonly Job[]] {
  const former = random.pick(employers);
  if (former === current) return [start, []];
  const end = Math.min(random.between(start + 60, last - 90), former.closed ?? last);
  if (end <= start + 10) return [start, []];
  return [
    Math.min(end + random.between(1, 30), last - 20),
    [createJob(former, { from: start, to: end, asOf }, random)],
  ];
}

interface JobTerm {
  readonly from: Day;
  readonly to: Day | undefined;
  readonly asOf: Day;
}

/** A job with what was agreed and paid by its end, or by `asOf`. */
export function createJob(employer: Employer, { from, to, asOf }: JobTerm, random: Random): Job {
  const until = to ?? asOf;
  const { contract, insured } = conditionsOf(employer);
  const signing = from + random.between(0, random.chance(0.8) ? contractDueDays : 150);
  const contractSigned = random.chance(contract) && signing < until ? signing : undefined;
  const covering = from + random.between(0, insuranceDays);
  const covered = contractSigned !== undefined && random.chance(insured) && covering < until;
  return {
    employer,
    from,
    to,
    endReason: to === undefined ? undefined : random.pick(endReasons),
    contractSigned,
    insuredFrom: covered ? covering : undefined,
  };
}
