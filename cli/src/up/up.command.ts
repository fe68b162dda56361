import type { Command } from 'commander';

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description('run the whole hub in one process (npm start)')
    .addHelpText('after', '\nVariables such as PORT, HUB_DATA_DIR and HUB_POPULATION are listed in .env.example')
    .action(async () => {
      // Loaded here, so that the other commands do not load the whole hub
      const { runHub } = await import('./run-hub.js');
      await runHub();
    });
}
