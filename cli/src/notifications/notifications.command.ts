import type { Command } from 'commander';
import { addClientOption } from '../ask/client-option.js';
import { addPageOptions } from '../ask/page-options.js';
import { showNotification } from './notification-detail.js';
import type { ListOptions } from './notification-list.js';
import { listNotifications } from './notification-list.js';

const examples = `Examples:
  npx hub notifications                                     the administrator's inbox: alarms, escalations
  npx hub notifications --client police-system              the inbox of police
  npx hub notifications --sent --state OPEN                 what anybody sent and nobody acknowledged
  npx hub notifications --sent --kind N-05 --client labor-system
  npx hub notifications 0199…                               one whole, with history, deliveries and escalations
`;

const notes = `
Reading the inbox of a client with a subscription by inbox counts as pulling it.
Answer a bulletin: npx hub acknowledge, npx hub feedback`;

export function addNotificationsCommand(program: Command): void {
  const command = program
    .command('notifications')
    .description('list bulletins (通报) of an inbox or those sent, or show one')
    .argument('[id]', 'show this one')
    .option('--sent', 'what the client sent; for hub-admin what anybody sent')
    .option('--kind <code>', 'with --sent: of this kind, such as N-05')
    .option('--state <state>', 'with --sent: OPEN, ACKNOWLEDGED, CLOSED, RECALLED or CORRECTED')
    .option('--json', 'as JSON')
    .addHelpText('before', examples)
    .addHelpText('after', notes)
    .action(async (id: string | undefined, options: ListOptions) =>
      id === undefined ? listNotifications(options) : showNotification(id, options),
    );
  addPageOptions(addClientOption(command));
}
