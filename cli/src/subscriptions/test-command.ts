import type { Command } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import { askOwnRecords } from '../ask/own-records.js';

const mutation =
  'mutation ($input: SendTestNotificationInput!) { sendTestNotification(input: $input) { id number issuedAt } }';

interface TestNotification {
  readonly id: string;
  readonly number: string;
}

export function addTestCommand(subscriptions: Command): void {
  const command = subscriptions
    .command('test')
    .description('send a test notification (S-01), delivered like any other')
    .argument('<id>', 'id of the subscription')
    .option('--json', 'as JSON')
    .action(async (id: string, { client, json = false }: { readonly client: string; readonly json?: boolean }) => {
      const asked = { client, query: mutation, variables: { input: { id } } };
      const { sendTestNotification: sent } = await askOwnRecords<{ readonly sendTestNotification: TestNotification }>(
        asked,
      );
      process.stdout.write(json ? `${JSON.stringify(sent, null, 2)}\n` : `${sent.id} ${sent.number}\n`);
      if (!json) process.stderr.write(`How it went: npx hub notifications ${sent.id} --client ${client}\n`);
    });
  addOwnerOption(command);
}
