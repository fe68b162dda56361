import { HubClient } from '@hub/server';
import type { Command } from 'commander';
import { readClient } from './read-client.js';

export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('get an access token and print it')
    .requiredOption('--client <name|file>', 'demo client such as education-system, or the path of a key file')
    .addHelpText('after', '\nExample:\n  curl -H "Authorization: Bearer $(npx hub token --client education-system)" …')
    .action(async ({ client }: { readonly client: string }) => {
      const token = await new HubClient(await readClient(client)).getToken();
      process.stdout.write(`${token}\n`);
    });
}
