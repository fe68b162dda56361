import type { Command } from 'commander';
import { addClientOption } from '../ask/client-option.js';
import { askOwnRecords } from '../ask/own-records.js';
import { printTable } from '../print/table.js';
import { keyOf, readHolidayFile } from './holiday-file.js';

interface HolidayYear {
  readonly jurisdiction: string;
  readonly year: number;
  readonly holidays: readonly unknown[];
  readonly workdays: readonly unknown[];
  readonly source: string;
  readonly revision: number;
}

const fields = 'jurisdiction year holidays { date } workdays source revision';

const examples = `
Examples:
  npx hub calendar show
  npx hub calendar load 2027.json
The file: { "year": 2027, "holidays": { "2027-01-01": "元旦" }, "workdays": ["2027-02-20"] }
`;

export function addCalendarCommand(program: Command): void {
  const calendar = program
    .command('calendar')
    .description('show and load the holiday tables that working days are counted by (节假日安排)')
    .addHelpText('after', examples);

  const show = calendar
    .command('show')
    .description('list the years that are known, and where each comes from')
    .action(async ({ client }: { readonly client: string }) => {
      const query = `{ holidayYears { ${fields} } }`;
      const { holidayYears } = await askOwnRecords<{ readonly holidayYears: readonly HolidayYear[] }>({
        client,
        query,
      });
      print(holidayYears);
    });
  addClientOption(show);

  const load = calendar
    .command('load')
    .description('load the table of a year, without a release; a corrected one replaces it')
    .argument('<file>', 'JSON of year, holidays and workdays')
    .action(async (path: string, { client }: { readonly client: string }) => {
      const file = await readHolidayFile(path);
      const { jurisdiction, year, workdays } = file;
      const holidays = Object.entries(file.holidays).map(([date, name]) => ({ date, name }));
      const { loadHolidayYear } = await askOwnRecords<{ readonly loadHolidayYear: HolidayYear }>({
        client,
        query: `mutation ($input: LoadHolidayYearInput!) { loadHolidayYear(input: $input) { ${fields} } }`,
        variables: { input: { idempotencyKey: keyOf(file), jurisdiction, year, holidays, workdays } },
      });
      print([loadHolidayYear]);
    });
  addClientOption(load);
}

function print(years: readonly HolidayYear[]): void {
  printTable(years, [
    { title: 'WHOSE', value: ({ jurisdiction }) => jurisdiction },
    { title: 'YEAR', value: ({ year }) => year },
    { title: 'DAYS OFF', value: ({ holidays }) => holidays.length },
    { title: 'WORKED WEEKENDS', value: ({ workdays }) => workdays.length },
    { title: 'FROM', value: ({ source }) => source },
    { title: 'REVISION', value: ({ revision }) => revision },
  ]);
}
