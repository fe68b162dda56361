import type { Command } from 'commander';
import { addClientOption } from '../ask/client-option.js';
import { parseFirst } from '../ask/page-options.js';
import { printTable } from '../print/table.js';
import { showTime, timeNote } from '../print/time.js';
import type { Stuck } from './stuck.js';
import { fetchStuck } from './stuck.js';

interface StuckOptions {
  readonly client: string;
  readonly first: number;
  readonly json?: boolean;
}

const notes = `
Of a schedule the last due instant counts. A rule that waits is tried again by itself; one that is QUARANTINED, an event that cannot be read and a schedule that
FAILED wait for you: mend what the log and the alarm (S-04, S-05) tell, then: npx hub retry --help`;

export function addStuckCommand(program: Command): void {
  const command = program
    .command('stuck')
    .description('list what could not be decided, read or run (待处理): rules of bulletins, events, schedules')
    .option('--first <number>', 'how many of each', parseFirst, 20)
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  npx hub stuck\n')
    .addHelpText('after', notes)
    .action(async ({ client, first, json = false }: StuckOptions) => {
      const stuck = await fetchStuck(client, first);
      if (json) process.stdout.write(`${JSON.stringify(stuck, null, 2)}\n`);
      else print(stuck);
    });
  addClientOption(command);
}

function print({ undecidedRules, unreadEvents, failedSchedules }: Stuck): void {
  const total = undecidedRules.totalCount + unreadEvents.totalCount + failedSchedules.length;
  if (total === 0) {
    process.stderr.write('Nothing is stuck\n');
    return;
  }
  if (undecidedRules.totalCount > 0) {
    printTable(undecidedRules.items, [
      { title: 'RULE', value: ({ id }) => id },
      { title: 'KIND', value: ({ kind }) => kind },
      { title: 'FROM', value: ({ department }) => department },
      { title: 'TO', value: ({ receiver }) => receiver },
      { title: 'STATE', value: ({ state }) => state, alarm: ({ state }) => state === 'QUARANTINED' },
      { title: 'FAILURES', value: ({ failures }) => failures },
      { title: 'REASON', value: ({ reason }) => reason },
      { title: 'NEXT ATTEMPT', value: ({ nextAttemptAt }) => showTime(nextAttemptAt) },
    ]);
  }
  if (unreadEvents.totalCount > 0) {
    printTable(unreadEvents.items, [
      { title: 'EVENT', value: ({ id }) => id },
      { title: 'FROM', value: ({ department }) => department },
      { title: 'POSITION', value: ({ position }) => position },
      { title: 'REASON', value: ({ reason }) => reason, alarm: () => true },
      { title: 'READ', value: ({ at }) => showTime(at) },
    ]);
  }
  if (failedSchedules.length > 0) {
    printTable(failedSchedules, [
      { title: 'SCHEDULE', value: ({ code }) => code, alarm: () => true },
      { title: 'DUE', value: ({ dueAt }) => dueAt },
    ]);
  }
  const counts = [
    `${String(undecidedRules.totalCount)} rules`,
    `${String(unreadEvents.totalCount)} events`,
    `${String(failedSchedules.length)} schedules`,
  ];
  process.stderr.write(`${counts.join(', ')} in all. ${timeNote}`);
}
