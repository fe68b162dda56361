import type { CalendarDate, CallerName, Clock, DepartmentName, HolidayCalendar } from '@hub/domain';
import type { Content, ReportRow } from '@hub/subgraph';
import type { MissingYear } from './calendar/missing-year.js';
import { parseCron } from './cron-expression.js';
import type { HolidayRule } from './holiday-rule.js';
import { nextDue } from './next-due.js';
import type { CatchUp } from './schedule.repository.js';

/** The due instant that an action is about. */
export interface DueOccurrence {
  readonly id: string;
  readonly code: string;
  readonly dueAt: Date;
  /** The day that it is due on, in the zone of the schedule; whenever it is run, it is about this day. */
  readonly asOf: CalendarDate;
  /** The day that the cron expression says, before a holiday moved it: the week or month that it is about. */
  readonly statedDate: CalendarDate;
  /** `asOf` of the last occurrence before this one that was done; absent for the first. */
  readonly lastDone?: CalendarDate;
}

/** A bulletin that follows from an occurrence. */
export interface ScheduledBulletin {
  readonly kind: string;
  readonly to: CallerName;
  /** Tells the bulletins of one occurrence apart, whatever attempt makes them: a village code, a permit id. */
  readonly key: string;
  readonly data: Content;
  /** Instead of what the kind's reply time gives; null: nothing is due. */
  readonly acknowledgementDue?: Date | null;
  readonly feedbackDue?: Date | null;
}

export interface IssueOptions {
  /** Leave out what says the same as the last bulletin with this kind, receiver and key. Default false. */
  readonly changesOnly?: boolean;
}

/** What an action may do, in the name of its claim: with the claim lost, nothing more. */
export interface ScheduleTools {
  readonly calendar: HolidayCalendar;
  /** Business time: when the action runs, which may be long after the due instant. */
  readonly clock: Clock;
  /**
   * Rows of a department's report.
   *
   * @throws DepartmentFailure when the department does not answer, or not with rows
   */
  readonly report: (
    department: DepartmentName,
    name: string,
    request: { readonly asOf: CalendarDate; readonly parameters: Content },
  ) => Promise<readonly ReportRow[]>;
  /** Issues what this occurrence has not issued yet, so that a repeated attempt tells nothing twice. */
  readonly issue: (bulletins: readonly ScheduledBulletin[], options?: IssueOptions) => Promise<void>;
  /** What was last told of the rows of a series, by key: whoever is missing from a report can be told so. */
  readonly listTold: (kind: string, to: CallerName) => Promise<ReadonlyMap<string, Content>>;
  /** Tells the hub's administration that a holiday table is needed (N-40), once a week and state. */
  readonly alarmMissingYear: (missing: MissingYear) => Promise<void>;
}

/** One schedule, as a line of the crontab says it. */
export interface ScheduleDefinition {
  /** Kebab-case: `weekly-return-open`. */
  readonly code: string;
  /** For users, with the Chinese term in brackets. */
  readonly title: string;
  /** Five fields, read in `timeZone`. */
  readonly cron: string;
  readonly timeZone: string;
  readonly holidayRule: HolidayRule;
  readonly catchUp: CatchUp;
  /** Codes of the bulletins that it issues. */
  readonly kinds: readonly string[];
  /** May run more than once for an occurrence: after a failure, or a process that was killed. */
  readonly action: (occurrence: DueOccurrence, tools: ScheduleTools) => Promise<void>;
}

/** The five years that follow any instant include a 29 February. */
const somewhen = new Date('2026-01-01T00:00:00Z');

/** @throws RangeError for a code, a zone or an expression that cannot be, or one that is never due */
export function defineSchedule(schedule: ScheduleDefinition): ScheduleDefinition {
  const { code, cron, timeZone } = schedule;
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(code))
    throw new RangeError(`The code ${code} must be lower-case words with hyphens`);
  if (nextDue({ cron: parseCron(cron), timeZone }, somewhen) === undefined) {
    throw new RangeError(`The schedule ${code} is never due: ${cron}`);
  }
  return schedule;
}
