import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { badInput, isPurposeCode, purposes } from '@hub/domain';
import type { PurposeCode } from '@hub/domain';
import { HubClient } from '@hub/server';
import type { Command } from 'commander';
import { readClient } from './read-client.js';

interface QueryOptions {
  readonly client: string;
  readonly purpose: string;
  readonly case?: string;
  readonly officer: string;
  readonly variables?: string;
  readonly file?: string;
}

const examples = `
Examples:
  npx hub query --client education-system --purpose SCHOOL_ADMISSION --case CASE-1 \\
    '{ person(id: "p…") { residenceRegistered { answer reason } } }'
  npx hub query --client labor-system --purpose EMPLOYMENT_CHECK --case CASE-2 --file question.graphql \\
    --variables '{ "id": "p…" }'
  echo '{ me { id department } }' | npx hub query --client auditor --purpose AUDIT -`;

export function addQueryCommand(program: Command): void {
  program
    .command('query')
    .description('ask the hub one question and print the answer')
    .argument('[query]', 'GraphQL text; - reads it from standard input')
    .requiredOption('--client <name|file>', 'demo client such as education-system, or the path of a key file')
    .requiredOption('--purpose <code>', 'why you ask (Hub-Purpose)')
    .option('--case <number>', 'case number in your system (Hub-Case)')
    .option('--officer <id>', 'your id in your system (Hub-Officer)', 'cli')
    .option('--variables <json>', 'variables of the query')
    .option('--file <path>', 'read the query from a file')
    .addHelpText('after', examples)
    .action(async (query: string | undefined, options: QueryOptions) => {
      const client = new HubClient(await readClient(options.client));
      const answer = await client.ask(await readQuery(query, options), readVariables(options.variables), {
        purpose: readPurpose(options.purpose),
        officer: options.officer,
        ...(options.case !== undefined && { caseNumber: options.case }),
      });
      const { data, errors } = answer;
      process.stdout.write(
        `${JSON.stringify({ ...(data !== undefined && { data }), ...(errors && { errors }) }, null, 2)}\n`,
      );
      if (errors !== undefined) process.exitCode = 1;
    });
}

function readPurpose(code: string): PurposeCode {
  if (isPurposeCode(code)) return code;
  throw badInput('--purpose', `No purpose has this code; there are ${purposes.map((each) => each.code).join(', ')}`);
}

async function readQuery(query: string | undefined, { file }: QueryOptions): Promise<string> {
  if (file !== undefined) {
    return readFile(file, 'utf8').catch((cause: unknown) => {
      throw badInput('--file', `The file ${file} cannot be read${cause instanceof Error ? ` (${cause.message})` : ''}`);
    });
  }
  if (query === '-') return text(process.stdin);
  if (query !== undefined) return query;
  throw badInput('query', 'Give the query as an argument, with --file, or as - on standard input');
}

function readVariables(json: string | undefined): Readonly<Record<string, unknown>> {
  if (json === undefined) return {};
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    throw badInput('--variables', 'Variables are a JSON object, such as {"id":"p…"}');
  }
}
