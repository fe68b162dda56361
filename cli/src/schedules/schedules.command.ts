import type { Command } from 'commander';
import { addClientOption } from '../ask/client-option.js';
import { askOwnRecords } from '../ask/own-records.js';
import { printTable } from '../print/table.js';
import { showTime, timeNote } from '../print/time.js';

interface Schedule {
  readonly code: string;
  readonly title: string;
  readonly nextDueAt: string | null;
  readonly lastOccurrence: { readonly dueAt: string; readonly state: string } | null;
}

const query = '{ schedules { code title cron timeZone nextDueAt lastOccurrence { dueAt state } } }';

export function addSchedulesCommand(program: Command): void {
  const command = program
    .command('schedules')
    .description('list what the hub tells at which time (日程), when it is due next and what came of it last')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  npx hub schedules\n')
    .action(async ({ client, json = false }: { readonly client: string; readonly json?: boolean }) => {
      const { schedules } = await askOwnRecords<{ readonly schedules: readonly Schedule[] }>({ client, query });
      if (json) {
        process.stdout.write(`${JSON.stringify(schedules, null, 2)}\n`);
        return;
      }
      printTable(schedules, [
        { title: 'CODE', value: ({ code }) => code },
        { title: 'TITLE', value: ({ title }) => title },
        { title: 'NEXT DUE', value: nextDue, alarm: ({ nextDueAt }) => nextDueAt === null },
        { title: 'LAST', value: ({ lastOccurrence }) => showTime(lastOccurrence?.dueAt) },
        {
          title: 'STATE',
          value: ({ lastOccurrence }) => lastOccurrence?.state,
          alarm: ({ lastOccurrence }) => lastOccurrence?.state === 'FAILED',
        },
      ]);
      process.stderr.write(timeNote);
    });
  addClientOption(command);
}

function nextDue({ nextDueAt }: Schedule): string | undefined {
  return nextDueAt === null ? 'holidays not loaded' : showTime(nextDueAt);
}
