import { HubClient } from '@hub/server';
import type { HubAnswer } from '@hub/server';
import { HubError } from '@hub/domain';
import type { Command } from 'commander';
import { readClient } from '../ask/read-client.js';
import { keyOf, readHolidayFile } from './holiday-file.js';

interface ShownYear {
  readonly jurisdiction: string;
  readonly year: number;
  readonly holidays: readonly unknown[];
  readonly workdays: readonly unknown[];
  readonly source: string;
  readonly revision: number;
}

const shownFields = 'jurisdiction year holidays { date } workdays source revision';

const examples = `
Examples:
  npx hub calendar show
  npx hub calendar load 2027.json
The file: { "year": 2027, "holidays": { "2027-01-01": "元旦" }, "workdays": ["2027-02-20"] }`;

export function addCalendarCommand(program: Command): void {
  const calendar = program
    .command('calendar')
    .description('show and load the holiday tables that working days are counted by')
    .addHelpText('after', examples);
  const client = ['--client <name|file>', 'demo client, or the path of a key file', 'hub-admin'] as const;

  calendar
    .command('show')
    .description('print which years are known')
    .option(...client)
    .action(async (options: { readonly client: string }) => {
      const data = await ask(options.client, `query HolidayYears { holidayYears { ${shownFields} } }`, {});
      for (const year of data['holidayYears'] as readonly ShownYear[]) process.stdout.write(`${describe(year)}\n`);
    });

  calendar
    .command('load')
    .description('load the table of a year; a corrected one replaces it')
    .argument('<file>', 'JSON of year, holidays and workdays')
    .option(...client)
    .action(async (path: string, options: { readonly client: string }) => {
      const file = await readHolidayFile(path);
      const { jurisdiction, year, workdays } = file;
      const holidays = Object.entries(file.holidays).map(([date, name]) => ({ date, name }));
      const input = { idempotencyKey: keyOf(file), jurisdiction, year, holidays, workdays };
      const mutation = `mutation LoadHolidayYear($input: LoadHolidayYearInput!) { loadHolidayYear(input: $input) { ${shownFields} } }`;
      const data = await ask(options.client, mutation, { input });
      process.stdout.write(`${describe(data['loadHolidayYear'] as ShownYear)}\n`);
    });
}

async function ask(
  client: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const hub = new HubClient(await readClient(client));
  return dataOf(await hub.ask(query, variables, { purpose: 'OWN_RECORDS', officer: 'cli' }));
}

/** @throws HubError with the hub's first refusal */
function dataOf({ data, errors }: HubAnswer): Readonly<Record<string, unknown>> {
  const [error] = errors ?? [];
  if (error !== undefined) throw new HubError('BAD_USER_INPUT', error.message);
  if (data === undefined || data === null) throw new HubError('INTERNAL_SERVER_ERROR', 'The hub gave no answer');
  return data;
}

function describe({ jurisdiction, year, holidays, workdays, source, revision }: ShownYear): string {
  const days = `${String(holidays.length)} days off, ${String(workdays.length)} make-up workdays`;
  return `${jurisdiction.padEnd(6)} ${String(year)}  ${days}  (${source}, revision ${String(revision)})`;
}
