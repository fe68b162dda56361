import type { Command } from 'commander';
import { Option } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import type { ReceiptOptions } from './receipt.js';
import { sendReceipt } from './receipt.js';

interface FeedbackOptions extends ReceiptOptions {
  readonly outcome: string;
  readonly note?: string;
}

const mutation = `mutation ($input: GiveFeedbackInput!) {
  notification: giveFeedback(input: $input) { id number state acknowledgedAt feedback { outcome note at } }
}`;

const examples = `Examples:
  npx hub feedback 0199… --outcome DONE --client police-system
  npx hub feedback 0199… --outcome NOT_APPLICABLE --note 'Left the township last week' --client police-system
`;

export function addFeedbackCommand(program: Command): void {
  const command = program
    .command('feedback')
    .description('answer a bulletin of the inbox and close it (反馈)')
    .argument('<id>', 'id of the bulletin')
    .addOption(
      new Option('--outcome <outcome>', 'what came of it')
        .choices(['DONE', 'NOT_APPLICABLE', 'REJECTED'])
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'why, in up to 200 characters that name nobody; needed for all but DONE')
    .option('--officer <id>', 'your id in your system, for the history', 'cli')
    .option('--json', 'as JSON')
    .addHelpText('before', examples)
    .action((id: string, { outcome, note, ...options }: FeedbackOptions) =>
      sendReceipt(mutation, { id, outcome, note }, options),
    );
  addOwnerOption(command);
}
