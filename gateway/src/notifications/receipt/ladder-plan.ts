import type { HolidayCalendar } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { EscalationLevel, LadderStep } from '../kind/define-kind.js';
import type { NotificationDocument, Receipt } from '../notification/notification.repository.js';
import { stepInstantOf } from '../notification/reply-time.js';

/** A step that is still to be taken. */
export interface OpenStep {
  readonly receipt: Receipt;
  readonly level: EscalationLevel;
  /** When the receipt was due. */
  readonly dueAt: Date;
  /** When the step is to be taken. */
  readonly at: Date;
}

export interface LadderPlan {
  /** In the order in which they are to be taken. */
  readonly steps: readonly OpenStep[];
  /** Whether there are more, of which nobody can say when: their days lie beyond the last holiday table. */
  readonly beyondCalendar: boolean;
}

/**
 * What the ladder still has to do about a bulletin, as things stand: the steps of the acknowledgement while it is missing,
 * and those of the feedback.
 */
export function planLadder(
  notification: NotificationDocument,
  ladder: readonly LadderStep[],
  calendar: HolidayCalendar,
): LadderPlan {
  const steps: OpenStep[] = [];
  let beyondCalendar = false;
  for (const { receipt, dueAt } of listOwed(notification)) {
    for (const step of ladder) {
      if (isTaken(notification, receipt, step)) continue;
      const at = findStepInstant(step, dueAt, calendar);
      if (at === undefined) beyondCalendar = true;
      else steps.push({ receipt, level: step.level, dueAt, at });
    }
  }
  // Of the same instant the acknowledgement comes first, and of one receipt the lower level: the order they stand in
  return { steps: steps.sort((a, b) => a.at.getTime() - b.at.getTime()), beyondCalendar };
}

function listOwed({
  state,
  acknowledgementDue,
  feedbackDue,
}: NotificationDocument): readonly { readonly receipt: Receipt; readonly dueAt: Date }[] {
  if (state !== 'OPEN' && state !== 'ACKNOWLEDGED') return [];
  const acknowledgement =
    state === 'OPEN' && acknowledgementDue !== undefined
      ? [{ receipt: 'ACKNOWLEDGEMENT' as const, dueAt: acknowledgementDue }]
      : [];
  const feedback = feedbackDue === undefined ? [] : [{ receipt: 'FEEDBACK' as const, dueAt: feedbackDue }];
  return [...acknowledgement, ...feedback];
}

function isTaken({ escalations }: NotificationDocument, receipt: Receipt, { level }: LadderStep): boolean {
  return escalations.some((taken) => taken.receipt === receipt && taken.level === level);
}

function findStepInstant(step: LadderStep, dueAt: Date, calendar: HolidayCalendar): Date | undefined {
  try {
    return stepInstantOf(step, dueAt, calendar);
  } catch (error) {
    if (error instanceof HubError && error.details.reason === 'HOLIDAYS_UNKNOWN') return undefined;
    throw error;
  }
}
