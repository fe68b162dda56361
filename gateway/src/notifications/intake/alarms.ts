import type { CallerName, CalendarDate, DepartmentName } from '@hub/domain';
import { departments } from '@hub/domain';
import { feedTrouble } from '../kinds/s-05-feed-trouble.js';
import { ruleFailed } from '../kinds/s-04-rule-failed.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { RuleTaskDocument } from './rule-task.repository.js';

/**
 * REPLACED: another feed stands there, as after a new installation. REWRITTEN, BEHIND: the feed went back to an earlier
 * state, as after a restore. GAP: events were removed before they were read. UNREADABLE: events that cannot be taken.
 */
export type FeedTrouble = 'REPLACED' | 'REWRITTEN' | 'BEHIND' | 'GAP' | 'UNREADABLE';

/** Codes have no hyphens in the graph's names: `FAMILY_PLANNING`. */
export function codeOf(name: CallerName): string {
  return departments.find((department) => department.name === name)?.graphqlName ?? 'HUB';
}

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
    data: { department: codeOf(department), trouble, position },
  };
}

/** Events that cannot be read come in crowds, after one mistake: the hub is told once a day, and counts them all. */
export function unreadableDraft(department: DepartmentName, position: number, today: CalendarDate): NotificationDraft {
  return feedTroubleDraft(department, { trouble: 'UNREADABLE', position, occasion: today });
}

export function ruleFailedDraft(
  { event, kind, to, department }: RuleTaskDocument,
  { failures, reason }: Pick<RuleTaskDocument, 'failures' | 'reason'>,
): NotificationDraft {
  return {
    kind: ruleFailed,
    to: 'hub',
    sourceId: `rule-${event.id}-${kind}-${to}-${String(failures)}`,
    data: { eventId: event.id, kind, receiver: codeOf(to), department: codeOf(department), reason, attempts: failures },
  };
}
