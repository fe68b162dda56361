import type { CalendarDate, DepartmentName } from '@hub/domain';
import { graphqlNameOf } from '@hub/domain';
import { feedTrouble } from '../kinds/s-05-feed-trouble.js';
import { ruleFailed } from '../kinds/s-04-rule-failed.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { RuleTaskDocument } from './rule-task.repository.js';

/**
 * REPLACED: another feed stands there, as after a new installation. REWRITTEN, BEHIND: the feed went back to an earlier
 * state, as after a restore. GAP: events were removed before they were read. UNREADABLE: events that cannot be taken.
 */
export type FeedTrouble = 'REPLACED' | 'REWRITTEN' | 'BEHIND' | 'GAP' | 'UNREADABLE';

/** @param occasion tells one alarm from the next: the same occasion is told once */
export function feedTroubleDraft(
  department: DepartmentName,
  {
    trouble,
    position,
    occasion,
  }: { readonly trouble: FeedTrouble; readonly position: number; readonly occasion: string },
): NotificationDraft {
  return {
    kind: feedTrouble,
    to: 'hub',
    sourceId: `feed-${department}-${trouble}-${occasion}`,
    data: { department: graphqlNameOf(department), trouble, position },
  };
}

/** Events that cannot be read come in crowds, after one mistake: the hub is told once a day, and counts them all. */
export function unreadableDraft(department: DepartmentName, position: number, today: CalendarDate): NotificationDraft {
  return feedTroubleDraft(department, { trouble: 'UNREADABLE', position, occasion: today });
}

export function ruleFailedDraft(
  { event, kind, to, department, claimNo }: RuleTaskDocument,
  { failures, reason }: Pick<RuleTaskDocument, 'failures' | 'reason'>,
): NotificationDraft {
  return {
    kind: ruleFailed,
    to: 'hub',
    // A rule that was asked for again and fails again is told again
    sourceId: `rule-${event.id}-${kind}-${to}-${String(claimNo)}`,
    data: {
      eventId: event.id,
      kind,
      receiver: graphqlNameOf(to),
      department: graphqlNameOf(department),
      reason,
      attempts: failures,
    },
  };
}
