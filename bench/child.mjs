// The measured side: a child process that is configured, asked for its use of the machine, and ended over IPC.

/**
 * Runs a process of the bench. `start` gets the configuration and gives what the parent is to know, `url` first of all;
 * `commands` are answered by name.
 */
export function runChild(start, commands = {}) {
  const answer = async ({ id, command, argument }) => {
    try {
      process.send({ id, result: await run(command, argument) });
    } catch (error) {
      process.send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  const run = (command, argument) => {
    if (command === 'start') return start(argument);
    if (command === 'usage') return readUsage();
    if (Object.hasOwn(commands, command)) return commands[command](argument);
    throw new RangeError(`No command is called ${command}`);
  };
  process.on('message', (message) => void answer(message));
  // The parent is gone, however it ended
  process.on('disconnect', () => process.exit());
}

function readUsage() {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 };
}
