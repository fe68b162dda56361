import { randomUUID } from 'node:crypto';
import { badInput } from '@hub/domain';
import type { Command } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import { printSecret } from './print-secret.js';
import { changeSubscription } from './subscription.js';

interface CreateOptions {
  readonly client: string;
  readonly webhook?: string;
  readonly inbox?: boolean;
  readonly kinds: string;
  readonly json?: boolean;
}

export function addCreateCommand(subscriptions: Command): void {
  const command = subscriptions
    .command('create')
    .description('have bulletins delivered from now on; a webhook prints its secret, once')
    .option('--webhook <url>', 'send them there as they are issued')
    .option('--inbox', 'the department pulls them from its inbox')
    .requiredOption('--kinds <codes>', 'kinds that the department receives, such as N-05,N-17')
    .option('--json', 'as JSON, with the secret')
    .action(async ({ client, webhook: url, inbox = false, kinds: listed, json = false }: CreateOptions) => {
      if ((url === undefined) !== inbox) throw badInput('--webhook', 'Give either --webhook with a URL or --inbox');
      const kinds = listed.split(',').map((code) => code.trim());
      const where = url === undefined ? { delivery: 'INBOX' } : { delivery: 'WEBHOOK', url };
      const payload = await changeSubscription('create', client, { idempotencyKey: randomUUID(), kinds, ...where });
      if (json) process.stdout.write(`${JSON.stringify(payload, null, 2)}\n`);
      else printSecret(payload);
    });
  addOwnerOption(command);
}
