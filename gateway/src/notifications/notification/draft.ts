import type { CallerName } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import type { NotificationKind } from '../kind/define-kind.js';

/** A bulletin to be issued. */
export interface NotificationDraft {
  readonly kind: NotificationKind;
  readonly to: CallerName;
  /** Event id, or occurrence and row: with kind and receiver it says what is told, so that it is told once. */
  readonly sourceId: string;
  /** Business time of that event or occurrence: with `sourceId` it gives the bulletin's id. Left out: the id is a new one. */
  readonly sourceAt?: Date;
  /** Checked against the kind's content when issued; counts under ten are suppressed there. Left out by recalls. */
  readonly data: Content;
  /** Number of the bulletin that this one takes back. */
  readonly recalls?: string;
  /** Number of the bulletin whose content this one replaces. */
  readonly corrects?: string;
  /** Instead of what the kind's reply time gives; null: nothing is due. */
  readonly acknowledgementDue?: Date | null;
  readonly feedbackDue?: Date | null;
  /** Sent to these subscriptions of the receiver alone, whatever kinds they list: a test, a redelivery. */
  readonly subscriptions?: readonly string[];
}

/** Says of two drafts whether they tell the same. */
export function draftKey({ kind, to, sourceId }: { kind: string; to: string; sourceId: string }): string {
  return `${kind}|${to}|${sourceId}`;
}
