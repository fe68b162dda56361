import { EnvironmentError, StartupError } from '@hub/server';
import { HubError } from '@hub/domain';
import { Command, CommanderError } from 'commander';
import { addQueryCommand } from './ask/query.command.js';
import { addTokenCommand } from './ask/token.command.js';
import { addBackupCommand } from './backup/backup.command.js';
import { addDeliveriesCommand } from './deliveries/deliveries.command.js';
import { addRedeliverCommand } from './deliveries/redeliver.command.js';
import { addCalendarCommand } from './calendar/calendar.command.js';
import { addDemoCommand } from './demo/demo.command.js';
import { addDoctorCommand } from './doctor/doctor.command.js';
import { addKeysCommand } from './keys/keys.command.js';
import { addNotificationsCommand } from './notifications/notifications.command.js';
import { addAcknowledgeCommand } from './receipts/acknowledge.command.js';
import { addFeedbackCommand } from './receipts/feedback.command.js';
import { addSchedulesCommand } from './schedules/schedules.command.js';
import { addRetryCommand } from './stuck/retry.command.js';
import { addStuckCommand } from './stuck/stuck.command.js';
import { addSubscriptionsCommand } from './subscriptions/subscriptions.command.js';
import { addUpCommand } from './up/up.command.js';
import { addVerifyCommand } from './verify/verify.command.js';

/** The `hub` command line with all its commands. */
export function createProgram(): Command {
  const program = new Command('hub')
    .description('The population hub: run it, ask it, examine it')
    .showHelpAfterError('(--help shows how)')
    .exitOverride();
  addUpCommand(program);
  addTokenCommand(program);
  addQueryCommand(program);
  addNotificationsCommand(program);
  addAcknowledgeCommand(program);
  addFeedbackCommand(program);
  addSubscriptionsCommand(program);
  addDeliveriesCommand(program);
  addRedeliverCommand(program);
  addSchedulesCommand(program);
  addStuckCommand(program);
  addRetryCommand(program);
  addVerifyCommand(program);
  addDoctorCommand(program);
  addCalendarCommand(program);
  addKeysCommand(program);
  addBackupCommand(program);
  addDemoCommand(program);
  return program;
}

/** Runs the `hub` command line. Data goes to stdout, everything else to stderr; exit code 1 tells that it failed. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', endQuietly);
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof StartupError || error instanceof EnvironmentError || error instanceof HubError) {
    process.stderr.write(`hub: ${error.message}\n`);
    return 1;
  }
  throw error;
}

/** A reader such as `head` that has enough is no failure of ours. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
