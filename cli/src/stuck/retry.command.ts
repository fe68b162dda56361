import { badInput } from '@hub/domain';
import type { Command } from 'commander';
import { addClientOption } from '../ask/client-option.js';
import { askOwnRecords } from '../ask/own-records.js';

interface RetryOptions {
  readonly client: string;
  readonly json?: boolean;
}

interface RereadCounts {
  readonly read: number;
  readonly unreadable: number;
  readonly gone: number;
}

const examples = `Examples:
  npx hub retry rules --kind N-05                                  all rules of a kind of bulletin
  npx hub retry rules 0199…_N-05_police                            some, as npx hub stuck lists them
  npx hub retry events commerce:0198…:41                           read an event again
  npx hub retry schedule weekly-return-open 2026-11-20T04:00:00Z   run a due instant that was given up
`;

export function addRetryCommand(program: Command): void {
  const retry = program
    .command('retry')
    .description('try again what was given up (重试): rules of bulletins, events, schedules')
    .addHelpText('before', examples);
  addRules(retry);
  addEvents(retry);
  addSchedule(retry);
}

function addRules(retry: Command): void {
  const command = retry
    .command('rules')
    .description('decide again whether bulletins are to be told (重新判定)')
    .argument('[ids...]', 'ids of rules')
    .option('--kind <code>', 'all of this kind of bulletin instead')
    .option('--json', 'as JSON')
    .action(
      async (ids: readonly string[], { client, kind, json = false }: RetryOptions & { readonly kind?: string }) => {
        if (ids.length > 0 === (kind !== undefined)) throw badInput('ids', 'Give ids of rules or --kind, one of them');
        const query = 'mutation ($input: RetryRulesInput!) { retryRules(input: $input) { count } }';
        const variables = { input: kind === undefined ? { ids } : { kind } };
        const { retryRules } = await askOwnRecords<{ readonly retryRules: { readonly count: number } }>({
          client,
          query,
          variables,
        });
        tell(json, retryRules, `Rules tried again now: ${String(retryRules.count)}`);
      },
    );
  addClientOption(command);
}

function addEvents(retry: Command): void {
  const command = retry
    .command('events')
    .description('read events again that could not be read, and tell what follows from them (重新读取)')
    .argument('<ids...>', 'ids of events')
    .option('--json', 'as JSON')
    .action(async (ids: readonly string[], { client, json = false }: RetryOptions) => {
      const query = 'mutation ($input: RereadEventsInput!) { rereadEvents(input: $input) { read unreadable gone } }';
      const variables = { input: { ids } };
      const { rereadEvents } = await askOwnRecords<{ readonly rereadEvents: RereadCounts }>({
        client,
        query,
        variables,
      });
      const { read, unreadable, gone } = rereadEvents;
      tell(
        json,
        rereadEvents,
        `Read: ${String(read)}; still unreadable: ${String(unreadable)}; not in the feed any more: ${String(gone)}`,
      );
      if (unreadable + gone > 0) process.exitCode = 1;
    });
  addClientOption(command);
}

function addSchedule(retry: Command): void {
  const command = retry
    .command('schedule')
    .description('run a due instant of a schedule that was given up (重新执行)')
    .argument('<code>', 'the schedule')
    .argument('<dueAt>', 'when it was due, as npx hub stuck tells it')
    .option('--json', 'as JSON')
    .action(async (schedule: string, dueAt: string, { client, json = false }: RetryOptions) => {
      const query = 'mutation ($input: RetryOccurrenceInput!) { retryOccurrence(input: $input) { dueAt state } }';
      const variables = { input: { schedule, dueAt } };
      const { retryOccurrence } = await askOwnRecords<{ readonly retryOccurrence: { readonly state: string } }>({
        client,
        query,
        variables,
      });
      tell(json, retryOccurrence, `${schedule}, due ${dueAt}: ${retryOccurrence.state}`);
    });
  addClientOption(command);
}

function tell(json: boolean, answer: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${text}\n`);
}
