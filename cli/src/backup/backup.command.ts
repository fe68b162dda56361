import { resolve } from 'node:path';
import { StartupError } from '@hub/server';
import { backupEmbeddedStores, StoreOpenError } from '@hub/store';
import type { Command } from 'commander';
import { readEnvironment } from '../environment.js';

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('copy the embedded store into a new folder, also while the hub runs')
    .argument('<folder>', 'new or empty')
    .addHelpText(
      'after',
      '\nKeys are not copied: keep HUB_SECRET_FILE, HUB_PERSON_KEY_FILE and HUB_DATA_DIR/keys in another place.\nTo restore: docs/operations.md',
    )
    .action(async (folder: string) => {
      const { dataDir, mongodbUrl } = readEnvironment();
      if (mongodbUrl !== undefined) {
        throw new StartupError('MONGODB_URL is set: back MongoDB up with mongodump --oplog (docs/operations.md)');
      }
      const targetDir = resolve(folder);
      try {
        const databases = await backupEmbeddedStores({
          dataDir,
          targetDir,
          // Its place in the departments' feeds must not be ahead of the copies of the feeds
          first: ['hub_gateway'],
          onCopied: (database) => process.stderr.write(`copied ${database}\n`),
        });
        process.stdout.write(`${String(databases.length)} databases in ${targetDir}\n`);
      } catch (error) {
        if (error instanceof StoreOpenError) throw new StartupError(error.message, { cause: error });
        throw error;
      }
    });
}
