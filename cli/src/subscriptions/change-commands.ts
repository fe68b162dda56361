import type { Command } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import { printSecret } from './print-secret.js';
import type { SubscriptionPayload } from './subscription.js';
import { changeSubscription } from './subscription.js';

const changes = [
  {
    name: 'rotate',
    change: 'rotateSecret',
    description: 'give a webhook a new secret and print it, once; the former one signs too for a day',
    print: printSecret,
  },
  { name: 'pause', change: 'pause', description: 'let what is to be delivered wait', print: printState },
  {
    name: 'resume',
    change: 'resume',
    description: 'deliver again, what waited first; also after the hub disabled it',
    print: printState,
  },
  {
    name: 'delete',
    change: 'delete',
    description: 'end it for good; what waited for it is cancelled',
    print: printState,
  },
] as const;

/** rotate, pause, resume, delete: each of one subscription, by its id. */
export function addChangeCommands(subscriptions: Command): void {
  for (const { name, change, description, print } of changes) {
    const command = subscriptions
      .command(name)
      .description(description)
      .argument('<id>', 'id of the subscription')
      .option('--json', 'as JSON')
      .action(async (id: string, { client, json = false }: { readonly client: string; readonly json?: boolean }) => {
        const payload = await changeSubscription(change, client, { id });
        if (json) process.stdout.write(`${JSON.stringify(payload, null, 2)}\n`);
        else print(payload);
      });
    addOwnerOption(command);
  }
}

function printState({ subscription: { id, state }, backlog }: SubscriptionPayload): void {
  process.stdout.write(`${id} ${state}\n`);
  if (backlog !== null) process.stderr.write(`Deliveries that waited and are sent now: ${String(backlog.count)}\n`);
}
