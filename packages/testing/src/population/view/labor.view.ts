import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { Draft } from '../draft.js';
import type { Fault } from '../error/faults.js';
import { errorRate } from '../error/error-model.js';
import type { FormDesk, FormTable } from '../error/form-desk.js';
import type { Migrant } from '../person/migrant.js';
import type { Random } from '../random.js';
import type { Job } from '../work/job.js';
import type { EmploymentContent, EmploymentRow, InsuranceContent, InsuranceRow, LaborView } from './labor-rows.js';

/** Share of employments that small and large employers report; insured ones nearly all are. */
const reported = { small: 0.8, large: 0.94, insured: 0.98 } as const;
const largeFrom = 100;
/** Days until a report: in time, late, and by the employer who is always late. */
const delays = { inTime: [0, 3], late: [5, 45], alwaysLate: [20, 60] } as const;

interface LaborOptions {
  readonly desk: FormDesk;
  readonly random: Random;
  readonly asOf: Day;
}

/** Employments and insurance as the employers upload them. */
export function uploadEmployments(people: readonly Migrant[], options: LaborOptions): LaborView {
  const { desk, random, asOf } = options;
  const employments: EmploymentRow[] = [];
  const insurances: InsuranceRow[] = [];
  const employmentTable: FormTable<EmploymentContent> = {
    view: 'labor',
    name: 'employments',
    prefix: 'em',
    faults: ['BAD_DATES', 'LATE_REPORT'],
    rows: employments,
  };
  const insuranceTable: FormTable<InsuranceContent> = {
    view: 'labor',
    name: 'insurances',
    prefix: 'si',
    faults: ['BAD_DATES'],
    rows: insurances,
  };
  const untold = shareNotEnded(people);
  for (const person of people) {
    for (const job of person.jobs) {
      if (!random.chance(reportedShare(job))) continue;
      const open = job.to === undefined || random.chance(untold);
      const form = {
        channel: 'EMPLOYER' as const,
        subject: person,
        otherName: person.spouse?.name,
        fill: (faults: ReadonlySet<Fault>, attempt: 0 | 1) =>
          fillEmployment(job, { faults, attempt, open, asOf }, random),
      };
      const row = desk.file(employmentTable, form);
      if (row !== undefined && open && job.to !== undefined) desk.log('NOT_ENDED', employmentTable, row, form);
      const { insuredFrom } = job;
      if (insuredFrom === undefined) continue;
      desk.file(insuranceTable, {
        channel: 'EMPLOYER',
        subject: person,
        fill: (faults) => ({
          employerCode: job.employer.code,
          since: faults.has('BAD_DATES') ? '1900-01-01' : toDate(insuredFrom),
          ...(job.to !== undefined && { until: toDate(job.to - 1) }),
        }),
      });
    }
  }
  return { employments, insurances };
}

function reportedShare({ employer, insuredFrom }: Job): number {
  if (insuredFrom !== undefined) return reported.insured;
  return employer.workers >= largeFrom ? reported.large : reported.small;
}

/** Share of ended jobs whose end is not reported, so that the model's share of all records stays open. */
function shareNotEnded(people: readonly Migrant[]): number {
  const jobs = people.flatMap((person) => person.jobs);
  const ended = jobs.filter(({ to }) => to !== undefined).length;
  return ended === 0 ? 0 : Math.min(0.95, (errorRate('NOT_ENDED', 'EMPLOYER') * jobs.length) / ended);
}

interface Attempt {
  readonly faults: ReadonlySet<Fault>;
  readonly attempt: 0 | 1;
  readonly open: boolean;
  readonly asOf: Day;
}

function fillEmployment(
  job: Job,
  { faults, attempt, open, asOf }: Attempt,
  random: Random,
): EmploymentContent | undefined {
  const { employer, from, to, endReason, contractSigned } = job;
  const late = faults.has('LATE_REPORT') ? delays.late : delays.inTime;
  const [soonest, latest] = employer.reportsLate ? delays.alwaysLate : late;
  const delay = random.between(soonest, latest);
  const reportedDay = from + delay + (attempt === 0 ? 0 : random.between(4, 20));
  if (reportedDay > asOf) return undefined;
  const content: Draft<EmploymentContent> = {
    employerCode: employer.code,
    startedOn: faults.has('BAD_DATES')
      ? random.pick(['1900-01-01', toDate(asOf + random.between(20, 300))])
      : toDate(from),
    occupation: employer.sector.occupation,
    reportedOn: toDate(reportedDay),
  };
  if (!open && to !== undefined) content.endedOn = toDate(to);
  if (!open && endReason !== undefined) content.endReason = endReason;
  if (contractSigned !== undefined) content.contractSignedOn = toDate(contractSigned);
  return content;
}
