import { badInput } from '@hub/domain';
import { askOwnRecords } from '../ask/own-records.js';
import type { Page, PageOptions } from '../ask/page-options.js';
import { tellPage } from '../ask/page-options.js';
import { printTable } from '../print/table.js';
import { showTime, timeNote } from '../print/time.js';
import type { NotificationRow } from './notification.js';
import { isOverdue, nextDue, rowFields } from './notification.js';

export interface ListOptions extends PageOptions {
  readonly client: string;
  readonly sent?: boolean;
  readonly kind?: string;
  readonly state?: string;
  readonly json?: boolean;
}

const page = `{ items { ${rowFields} } pageInfo { endCursor hasNextPage } totalCount }`;
const inbox = `query ($first: Int, $after: String) { list: inbox(first: $first, after: $after) ${page} }`;
const sent = `query ($first: Int, $after: String, $kind: String, $state: NotificationState) {
  list: sentNotifications(first: $first, after: $after, kind: $kind, state: $state) ${page}
}`;

/** Prints what is in the inbox, or what was sent. */
export async function listNotifications(options: ListOptions): Promise<void> {
  const { client, first, after, kind, state } = options;
  const ofSent = options.sent === true;
  if (!ofSent && (kind !== undefined || state !== undefined)) {
    throw badInput('--sent', 'An inbox is read whole, in its order; --kind and --state choose among what was --sent');
  }
  const { list } = await askOwnRecords<{ readonly list: Page<NotificationRow> }>({
    client,
    query: ofSent ? sent : inbox,
    variables: { first, after, ...(ofSent && { kind, state }) },
  });
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    return;
  }
  printTable(list.items, [
    { title: 'ID', value: ({ id }) => id },
    { title: 'NUMBER', value: ({ number }) => number },
    { title: 'KIND', value: (row) => `${row.kind} ${row.title}` },
    { title: 'FROM → TO', value: ({ from, to }) => `${from} → ${to}` },
    { title: 'ISSUED', value: ({ issuedAt }) => showTime(issuedAt) },
    { title: 'STATE', value: (row) => row.state },
    { title: 'DUE', value: (row) => showTime(nextDue(row)) },
    { title: 'LATE', value: (row) => (isOverdue(row) ? 'overdue' : ''), alarm: isOverdue },
  ]);
  if (list.items.length > 0) process.stderr.write(timeNote);
  tellPage(list, ofSent ? 'bulletins sent' : `bulletins in the inbox of ${client}`);
}
