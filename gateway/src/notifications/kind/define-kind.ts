import type { CallerName, DataClass, DepartmentName } from '@hub/domain';
import type { Content, ContentShape, FeedEvent } from '@hub/subgraph';

/** How long a receiver has: in working days, counted from the day after; or in minutes for what cannot wait for a day. */
export type ReplyTime =
  { readonly workingDays: number } | { readonly calendarDays: number } | { readonly minutes: number };

/** Whom an overdue receipt is told to: 部门联络员, 乡镇流动人口服务管理中心, 领导小组办公室. */
export const escalationLevels = ['LIAISON', 'TOWNSHIP_CENTRE', 'LEADING_GROUP'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

export interface LadderStep {
  readonly level: EscalationLevel;
  /** Working days after the receipt was due; 0: at once. */
  readonly workingDaysAfter: number;
}

/** Yes/no questions that a rule may put to a department about a person, in the name of the receiver that would be told. */
export interface RuleQuestions {
  /** @throws RuleBlocked when the department cannot answer now: unknown is never no, the rule is tried again */
  ask(
    as: DepartmentName,
    personId: string,
    field: RuleField,
  ): Promise<{ readonly answer: 'YES' | 'NO' | 'UNKNOWN'; readonly reason?: string }>;
}

/** Verifications of `Person` that rules ask for. */
export type RuleField = 'residenceRegistered' | 'employed' | 'enrolled' | 'vaccinationUpToDate';

export type KindTrigger =
  /** Told when one of these events is committed. */
  | { readonly on: 'event'; readonly types: readonly string[] }
  /** Told when a schedule is due: one draft per row of the department's report. */
  | { readonly on: 'schedule'; readonly schedules: readonly string[] }
  /** Told by the hub itself. */
  | { readonly on: 'hub' };

/** One bulletin of the catalogue (通报): who tells whom what, when, on what basis, and until when an answer is due. */
export interface NotificationKind {
  /** `N-05`; `S-…` and `E-…` are the hub's own. */
  readonly code: string;
  /** Official Chinese name. */
  readonly title: string;
  /** The same for who reads English. */
  readonly description: string;
  readonly from: CallerName;
  readonly to: readonly CallerName[];
  readonly trigger: KindTrigger;
  /** What it carries: ids, codes, dates, numbers. Data of an event are taken by name. */
  readonly content: ContentShape;
  /** Fields of `content` that tell the rows of a series of figures apart: each says what changed since the last of its row. */
  readonly series?: readonly string[];
  /**
   * What one of the receivers is told of an event; undefined: nothing. Left out: the event's data that `content` names. It is
   * asked for each receiver by itself, so that a department that cannot answer holds back its own bulletin alone. Asks nobody
   * but through `questions`; may run more than once.
   */
  readonly rule?: (event: FeedEvent, to: CallerName, questions: RuleQuestions) => Promise<Content | undefined>;
  readonly legalBasis: string;
  readonly dataClass: DataClass;
  readonly acknowledgementDue?: ReplyTime;
  readonly feedbackDue?: ReplyTime;
  /** What happens when a receipt is overdue; empty: nothing. */
  readonly ladder: readonly LadderStep[];
  /** An event that answers it by itself, as if the receiver had given the feedback DONE. */
  readonly closedBy?: ClosingEvent;
}

/** The event that tells that what a bulletin asks for has been done. */
export interface ClosingEvent {
  /** `police.residence.registered`. */
  readonly event: string;
  /** Names that bulletin and event share, whose values must be equal: the person; the station and the week. */
  readonly match: readonly string[];
}

/** Domain rule (§5): the liaison when it is due, the township centre a working day later, the leading group after three. */
export const defaultLadder: readonly LadderStep[] = [
  { level: 'LIAISON', workingDaysAfter: 0 },
  { level: 'TOWNSHIP_CENTRE', workingDaysAfter: 1 },
  { level: 'LEADING_GROUP', workingDaysAfter: 3 },
];

/** A rule could not be decided now; it is tried again, and nothing is told meanwhile. */
export class RuleBlocked extends Error {
  override readonly name = 'RuleBlocked';
}

/** @throws RangeError when the code has no form of the catalogue, no basis is stated, or a field is named that it does not have */
export function defineKind(kind: NotificationKind): NotificationKind {
  if (!/^(?:N|S|E)-\d{2}$/.test(kind.code)) throw new RangeError(`${kind.code} must be like N-05`);
  if (kind.legalBasis.trim() === '') throw new RangeError(`${kind.code} must state its legal basis`);
  const unknown = kind.series?.find((name) => kind.content[name] === undefined);
  if (unknown !== undefined) throw new RangeError(`${kind.code}: the series ${unknown} is no field of its content`);
  const stray = kind.closedBy?.match.find((name) => kind.content[name] === undefined);
  if (stray !== undefined || kind.closedBy?.match.length === 0) {
    throw new RangeError(`${kind.code}: what closes it must match fields of its content, not ${stray ?? 'none'}`);
  }
  return kind;
}
