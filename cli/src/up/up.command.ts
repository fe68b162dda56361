import type { Command } from 'commander';
import { runHub } from './run-hub.js';

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description('run the whole hub in one process (npm start)')
    .addHelpText('after', '\nVariables such as PORT, HUB_DATA_DIR and HUB_POPULATION are listed in .env.example')
    .action(() => runHub());
}
