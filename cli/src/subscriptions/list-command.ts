import type { Command } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import { askOwnRecords } from '../ask/own-records.js';
import { printTable } from '../print/table.js';
import { showTime } from '../print/time.js';
import type { Subscription } from './subscription.js';
import { subscriptionFields } from './subscription.js';

const query = `{ subscriptions { ${subscriptionFields} } }`;

export function addListCommand(subscriptions: Command): void {
  const command = subscriptions
    .command('list', { isDefault: true })
    .description('those of the department')
    .option('--json', 'as JSON')
    .action(async ({ client, json = false }: { readonly client: string; readonly json?: boolean }) => {
      const found = await askOwnRecords<{ readonly subscriptions: readonly Subscription[] }>({ client, query });
      if (json) {
        process.stdout.write(`${JSON.stringify(found.subscriptions, null, 2)}\n`);
        return;
      }
      printTable(found.subscriptions, [
        { title: 'ID', value: ({ id }) => id },
        { title: 'STATE', value: ({ state }) => state, alarm: ({ state }) => state === 'DISABLED' },
        { title: 'KINDS', value: ({ kinds }) => kinds.join(',') },
        { title: 'TO', value: ({ url, delivery }) => url ?? delivery },
        { title: 'FAILING SINCE', value: ({ failingSince }) => showTime(failingSince) },
        { title: 'DISABLED', value: ({ disabledReason }) => disabledReason },
      ]);
      if (found.subscriptions.length === 0) process.stderr.write('No subscriptions\n');
    });
  addOwnerOption(command);
}
