import { badInput } from '@hub/domain';
import type { Command } from 'commander';
import { addClientOption } from '../ask/client-option.js';
import type { PageOptions } from '../ask/page-options.js';
import { addPageOptions, tellPage } from '../ask/page-options.js';
import { printTable } from '../print/table.js';
import { showTime, timeNote } from '../print/time.js';
import type { Delivery } from './delivery.js';
import { lastAttempt } from './delivery.js';
import { fetchDeliveries, fetchFailed } from './delivery-pages.js';

interface DeliveriesOptions extends PageOptions {
  readonly client: string;
  readonly failed?: boolean;
  readonly state?: string;
  readonly json?: boolean;
}

const examples = `Examples:
  npx hub deliveries --failed                               what did not arrive, of all departments
  npx hub deliveries --state DUE --client police-system     what is still to be sent to police
`;

const notes = `
--failed shows what was given up (DEAD), and what is due again because the last attempt failed; up to --first of each.
Send again what was given up: npx hub redeliver --help`;

export function addDeliveriesCommand(program: Command): void {
  const command = program
    .command('deliveries')
    .description('list deliveries (投递): which bulletin reached which subscription, or why not')
    .option('--failed', 'given up, or due again after a failure')
    .option('--state <state>', 'DUE, HELD, PAUSED, DELIVERED, DEAD or CANCELLED')
    .option('--json', 'as JSON')
    .addHelpText('before', examples)
    .addHelpText('after', notes)
    .action((options: DeliveriesOptions) => (options.failed === true ? listFailed(options) : list(options)));
  addPageOptions(addClientOption(command));
}

async function list(options: DeliveriesOptions): Promise<void> {
  const page = await fetchDeliveries(options);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(page, null, 2)}\n`);
    return;
  }
  print(page.items);
  tellPage(page, 'deliveries');
}

async function listFailed({ client, first, after, state, json = false }: DeliveriesOptions): Promise<void> {
  if (state !== undefined || after !== undefined) {
    throw badInput('--failed', 'Give --failed without --state and --after; --state DEAD goes through pages');
  }
  const found = await fetchFailed(client, first);
  if (json) {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  print(found.items);
  if (found.items.length === 0) process.stderr.write('No delivery has failed\n');
  if (!found.isComplete) {
    const { dead, lookedAt } = found;
    process.stderr.write(`There are more: ${String(dead)} given up; looked through ${String(lookedAt)} that are due\n`);
  }
}

function print(deliveries: readonly Delivery[]): void {
  printTable(deliveries, [
    { title: 'NOTIFICATION', value: ({ notificationId }) => notificationId },
    { title: 'SUBSCRIPTION', value: ({ subscriptionId }) => subscriptionId },
    { title: 'TO', value: ({ department }) => department },
    { title: 'KIND', value: ({ kind }) => kind },
    { title: 'STATE', value: ({ state }) => state, alarm: ({ state }) => state === 'DEAD' },
    { title: 'ATTEMPT', value: (each) => lastAttempt(each)?.attempt },
    { title: 'OUTCOME', value: (each) => each.cancelledReason ?? lastAttempt(each)?.outcome },
    { title: 'CODE', value: (each) => lastAttempt(each)?.responseCode },
    { title: 'NEXT ATTEMPT', value: ({ nextAttemptAt }) => showTime(nextAttemptAt) },
  ]);
  if (deliveries.length > 0) process.stderr.write(timeNote);
}
