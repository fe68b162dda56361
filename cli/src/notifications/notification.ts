/** A bulletin as a list shows it. */
export interface NotificationRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly issuedAt: string;
  readonly state: 'OPEN' | 'ACKNOWLEDGED' | 'CLOSED' | 'RECALLED' | 'CORRECTED';
  readonly acknowledgementDue: string | null;
  readonly feedbackDue: string | null;
  readonly escalations: readonly Escalation[];
}

export interface Escalation {
  readonly level: string;
  readonly receipt: 'ACKNOWLEDGEMENT' | 'FEEDBACK';
  readonly at: string;
  readonly inbox: string;
}

/** Selection of {@link NotificationRow}. */
export const rowFields = `id number kind title from to issuedAt state acknowledgementDue feedbackDue
  escalations { level receipt at inbox }`;

/** What the receiver owes next, and until when. */
export function nextDue(row: NotificationRow): string | null {
  if (row.state === 'OPEN') return row.acknowledgementDue ?? row.feedbackDue;
  return row.state === 'ACKNOWLEDGED' ? row.feedbackDue : null;
}

/**
 * Whether a reply is overdue: the hub told somebody so, and it has not been given since. The hub's ladder decides and not the
 * clock of this machine, which need not be the business clock.
 */
export function isOverdue({ state, escalations }: NotificationRow): boolean {
  if (state !== 'OPEN' && state !== 'ACKNOWLEDGED') return false;
  return escalations.some(({ receipt }) => receipt === 'FEEDBACK' || state === 'OPEN');
}
