import type { Command } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import type { ReceiptOptions } from './receipt.js';
import { sendReceipt } from './receipt.js';

const mutation = `mutation ($input: AcknowledgeNotificationInput!) {
  notification: acknowledgeNotification(input: $input) { id number state acknowledgedAt feedbackDue }
}`;

export function addAcknowledgeCommand(program: Command): void {
  const command = program
    .command('acknowledge')
    .description('acknowledge a bulletin of the inbox (签收); a second time changes nothing')
    .argument('<id>', 'id of the bulletin')
    .option('--officer <id>', 'your id in your system, for the history', 'cli')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  npx hub acknowledge 0199… --client police-system\n')
    .action((id: string, options: ReceiptOptions) => sendReceipt(mutation, { id }, options));
  addOwnerOption(command);
}
