import type { Command } from 'commander';

const description = 'demo client such as police-system, or the path of a key file';

/** `--client` for what the hub's administration may look at too: states, never contents. */
export function addClientOption(command: Command): Command {
  return command.option('--client <name|file>', description, 'hub-admin');
}

/** `--client` for what one department alone can do. */
export function addOwnerOption(command: Command): Command {
  return command.requiredOption('--client <name|file>', description);
}
