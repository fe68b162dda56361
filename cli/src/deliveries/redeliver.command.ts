import { badInput } from '@hub/domain';
import type { Command } from 'commander';
import { addOwnerOption } from '../ask/client-option.js';
import { askOwnRecords } from '../ask/own-records.js';

interface RedeliverOptions {
  readonly client: string;
  readonly subscription?: string;
  readonly since?: string;
  readonly until?: string;
  readonly json?: boolean;
}

const mutation = 'mutation ($input: RedeliverInput!) { redeliver(input: $input) { count } }';

const examples = `Examples:
  npx hub redeliver 0199… 0199… --client police-system
  npx hub redeliver --subscription 0198… --since 2026-11-20T08:00:00+08:00 --client police-system
`;

const notes = `
Sent again to the webhooks of the client's department under the same ids, so receivers that deduplicate act once.
What is still to be sent is left as it is. Times are true time, with a zone; --until is now when left out.`;

export function addRedeliverCommand(program: Command): void {
  const command = program
    .command('redeliver')
    .description('send bulletins again: by id, or what a subscription was to have in a time (重新投递)')
    .argument('[ids...]', 'ids of bulletins')
    .option('--subscription <id>', 'a subscription of the client')
    .option('--since <instant>', 'with --subscription: deliveries made from then on')
    .option('--until <instant>', 'with --subscription: and before then')
    .option('--json', 'as JSON')
    .addHelpText('before', examples)
    .addHelpText('after', notes)
    .action(async (ids: readonly string[], { client, json = false, ...range }: RedeliverOptions) => {
      const variables = { input: readRequest(ids, range) };
      const asked = { client, query: mutation, variables };
      const { redeliver } = await askOwnRecords<{ readonly redeliver: { readonly count: number } }>(asked);
      process.stdout.write(
        json ? `${JSON.stringify(redeliver)}\n` : `Deliveries due again: ${String(redeliver.count)}\n`,
      );
    });
  addOwnerOption(command);
}

function readRequest(
  ids: readonly string[],
  { subscription: subscriptionId, since, until }: Omit<RedeliverOptions, 'client'>,
): Readonly<Record<string, unknown>> {
  if (ids.length > 0 && (subscriptionId ?? since ?? until) !== undefined) {
    throw badInput('ids', 'Give ids of bulletins, or --subscription and --since; not both');
  }
  if (ids.length > 0) return { ids };
  if (subscriptionId === undefined || since === undefined) {
    throw badInput('ids', 'Give ids of bulletins, or --subscription and --since');
  }
  return {
    subscriptionId,
    since: readInstant(since, '--since'),
    until: until === undefined ? new Date().toISOString() : readInstant(until, '--until'),
  };
}

function readInstant(text: string, option: string): string {
  const instant = new Date(text);
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (hasZone && !Number.isNaN(instant.getTime())) return instant.toISOString();
  throw badInput(option, `${option} is an instant with its zone, such as 2026-11-20T08:00:00+08:00`);
}
