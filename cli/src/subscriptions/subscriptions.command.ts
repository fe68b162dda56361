import type { Command } from 'commander';
import { addChangeCommands } from './change-commands.js';
import { addCreateCommand } from './create-command.js';
import { addListCommand } from './list-command.js';
import { addTestCommand } from './test-command.js';

const examples = `Examples:
  npx hub subscriptions --client police-system
  npx hub subscriptions create --webhook http://127.0.0.1:8080/ --kinds N-05,N-01 --client police-system > webhook-secret
  npx hub subscriptions create --inbox --kinds N-05 --client police-system
  npx hub subscriptions test 0198… --client police-system
`;

export function addSubscriptionsCommand(program: Command): void {
  const command = program
    .command('subscriptions')
    .description('list, create, try and change subscriptions (订阅): which bulletins are delivered, and where')
    .addHelpText('before', examples)
    .addHelpText('after', '\nHow to receive: docs/receive-notifications.md');
  addListCommand(command);
  addCreateCommand(command);
  addTestCommand(command);
  addChangeCommands(command);
}
