import { access } from 'node:fs/promises';
import { signingKeyFile } from '@hub/server';
import { loadSecret, loadSigningKeys } from '@hub/server';
import type { Command } from 'commander';
import { readEnvironment } from '../environment.js';

export function addKeysCommand(program: Command): void {
  program
    .command('keys')
    .description('make the keys of this installation that are missing; never overwrites one')
    .addHelpText(
      'after',
      '\nWhere they stand: HUB_SECRET_FILE, HUB_PERSON_KEY_FILE and HUB_DATA_DIR/keys. Back them up apart from the data',
    )
    .action(async () => {
      const { secretFile, personKeyFile, dataDir } = readEnvironment();
      const make = { createWhenMissing: true };
      const keys = [
        { title: 'secret of the hub', file: secretFile, load: () => loadSecret(secretFile, make) },
        { title: 'key of persons (police only)', file: personKeyFile, load: () => loadSecret(personKeyFile, make) },
        {
          title: 'keys of access tokens',
          file: signingKeyFile(dataDir),
          load: () => loadSigningKeys(signingKeyFile(dataDir), make),
        },
      ];
      for (const { title, file, load } of keys) {
        const present = await access(file).then(
          () => true,
          () => false,
        );
        await load();
        process.stdout.write(`${present ? 'kept' : 'made'}  ${title}: ${file}\n`);
      }
    });
}
