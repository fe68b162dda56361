import { askOwnRecords } from '../ask/own-records.js';
import { printTable } from '../print/table.js';
import { showTime, timeNote } from '../print/time.js';
import type { NotificationRow } from './notification.js';
import { isOverdue, rowFields } from './notification.js';

interface Notification extends NotificationRow {
  readonly legalBasis: string;
  readonly class: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly former: { readonly number: string; readonly change: Readonly<Record<string, unknown>> } | null;
  readonly acknowledgedAt: string | null;
  readonly feedback: { readonly outcome: string; readonly note: string | null; readonly at: string } | null;
  readonly recalls: string | null;
  readonly corrects: string | null;
  readonly replacedBy: string | null;
  readonly history: readonly HistoryEntry[];
  readonly deliveries: readonly Attempt[];
}

interface HistoryEntry {
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly reason: string | null;
  readonly note: string | null;
}

interface Attempt {
  readonly attempt: number;
  readonly at: string;
  readonly outcome: string;
  readonly responseCode: number | null;
  readonly nextAttemptAt: string | null;
}

const query = `query ($id: ID!) {
  notification(id: $id) {
    ${rowFields} legalBasis class data former { number change } signature signedBody
    acknowledgedAt feedback { outcome note at } previousNumber recalls corrects replacedBy
    history { at what by reason note } deliveries { attempt at outcome responseCode nextAttemptAt }
  }
}`;

export interface ShowOptions {
  readonly client: string;
  readonly json?: boolean;
}

/** Prints one bulletin whole, with what happened to it. */
export async function showNotification(id: string, { client, json = false }: ShowOptions): Promise<void> {
  const asked = { client, query, variables: { id } };
  const { notification } = await askOwnRecords<{ readonly notification: Notification }>(asked);
  if (json) {
    process.stdout.write(`${JSON.stringify(notification, null, 2)}\n`);
    return;
  }
  process.stdout.write(describe(notification));
  printSection('History', notification.history, [
    { title: 'AT', value: ({ at }) => showTime(at) },
    { title: 'WHAT', value: ({ what }) => what },
    { title: 'BY', value: ({ by }) => by },
    { title: 'WHY', value: ({ reason, note }) => [reason, note].filter((part) => part !== null).join(': ') },
  ]);
  printSection('Escalations', notification.escalations, [
    { title: 'AT', value: ({ at }) => showTime(at) },
    { title: 'LEVEL', value: ({ level }) => level },
    { title: 'MISSING', value: ({ receipt }) => receipt },
    { title: 'TOLD TO', value: ({ inbox }) => inbox },
  ]);
  printSection('Deliveries', notification.deliveries, [
    { title: 'ATTEMPT', value: ({ attempt }) => attempt },
    { title: 'AT', value: ({ at }) => showTime(at) },
    { title: 'OUTCOME', value: ({ outcome }) => outcome },
    { title: 'CODE', value: ({ responseCode }) => responseCode },
    { title: 'NEXT', value: ({ nextAttemptAt }) => showTime(nextAttemptAt) },
  ]);
  process.stderr.write(timeNote);
}

function printSection<Row>(title: string, rows: readonly Row[], columns: Parameters<typeof printTable<Row>>[1]): void {
  if (rows.length === 0) return;
  process.stdout.write(`\n${title}\n`);
  printTable(rows, columns);
}

function describe(notification: Notification): string {
  const { feedback, former } = notification;
  const lines: readonly (readonly [title: string, value: string | null | undefined])[] = [
    ['Number', notification.number],
    ['Kind', `${notification.kind} ${notification.title}`],
    ['From → to', `${notification.from} → ${notification.to}`],
    ['Issued', showTime(notification.issuedAt)],
    ['Legal basis', notification.legalBasis],
    ['Class', notification.class],
    ['Says', notification.data === null ? 'not for this client, or removed' : JSON.stringify(notification.data)],
    ['Changed', former === null ? null : `${JSON.stringify(former.change)} since ${former.number}`],
    ['State', isOverdue(notification) ? `${notification.state}, overdue` : notification.state],
    ['Acknowledge by', showTime(notification.acknowledgementDue)],
    ['Acknowledged', showTime(notification.acknowledgedAt)],
    ['Feedback by', showTime(notification.feedbackDue)],
    ['Feedback', feedback === null ? null : [feedback.outcome, feedback.note].filter(Boolean).join(': ')],
    ['Recalls', notification.recalls],
    ['Corrects', notification.corrects],
    ['Replaced by', notification.replacedBy],
  ];
  return lines
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([title, value]) => `${title.padEnd(16)}${String(value)}\n`)
    .join('');
}
