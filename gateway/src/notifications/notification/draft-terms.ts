import type { HolidayCalendar } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import { checkContent } from '@hub/subgraph';
import type { ReplyTime } from '../kind/define-kind.js';
import { subjectKeyOf } from '../receipt/subject-key.js';
import type { NotificationDraft } from './draft.js';
import { dueOf, stepInstantOf } from './reply-time.js';

/** What a bulletin says and until when a reply is due: settled before its number is taken. */
export interface DraftTerms {
  readonly data: Content;
  readonly acknowledgementDue?: Date;
  readonly feedbackDue?: Date;
  readonly nextStepAt?: Date;
  readonly subjectKey?: string;
}

/**
 * @throws RangeError when the content is not what the kind declares, or the kind never goes to this receiver
 * @throws HubError reason `HOLIDAYS_UNKNOWN` when a due day lies beyond the last holiday table
 */
export function settleTerms(draft: NotificationDraft, issuedAt: Date, calendar: HolidayCalendar): DraftTerms {
  const { kind, to, recalls } = draft;
  if (!kind.to.includes(to)) throw new RangeError(`${kind.code} does not go to ${to}`);
  // What takes a bulletin back says nothing but that
  const data = recalls === undefined ? checkContent(kind.content, draft.data, kind.code) : {};
  const settle = (time: ReplyTime | undefined, override: Date | null | undefined): Date | undefined => {
    if (override !== undefined) return override ?? undefined;
    return time === undefined ? undefined : dueOf(time, issuedAt, calendar);
  };
  const acknowledgementDue = settle(kind.acknowledgementDue, draft.acknowledgementDue);
  const feedbackDue = settle(kind.feedbackDue, draft.feedbackDue);
  const nextStepAt = firstStepOf(draft, [acknowledgementDue, feedbackDue], calendar);
  const subjectKey = recalls === undefined ? subjectKeyOf(kind.closedBy, data) : undefined;
  return {
    data,
    ...(acknowledgementDue !== undefined && { acknowledgementDue }),
    ...(feedbackDue !== undefined && { feedbackDue }),
    ...(nextStepAt !== undefined && { nextStepAt }),
    ...(subjectKey !== undefined && { subjectKey }),
  };
}

function firstStepOf(
  { kind: { ladder } }: NotificationDraft,
  dues: readonly (Date | undefined)[],
  calendar: HolidayCalendar,
): Date | undefined {
  const [step] = ladder;
  const times = dues.flatMap((due) => (due === undefined ? [] : [due.getTime()]));
  if (step === undefined || times.length === 0) return undefined;
  return stepInstantOf(step, new Date(Math.min(...times)), calendar);
}
