import type { Command } from 'commander';
import { readEnvironment } from '../environment.js';
import type { Finding } from './check.js';
import { runCheck } from './check.js';
import { hubChecks } from './hub-checks.js';
import { installationChecks } from './installation-checks.js';

const marks: Readonly<Record<Finding['state'], string>> = { ok: 'ok', warning: 'warning', failed: 'FAILED' };

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('examine this installation: each check with its cause and its fix')
    .option('--json', 'one JSON object a line')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const environment = readEnvironment();
      for (const check of [...installationChecks(environment), ...hubChecks(environment)]) {
        const finding = await runCheck(check);
        process.stdout.write(
          json ? `${JSON.stringify({ check: check.title, ...finding })}\n` : asText(check.title, finding),
        );
        if (finding.state === 'failed') process.exitCode = 1;
      }
    });
}

function asText(title: string, finding: Finding): string {
  const line = `${marks[finding.state].padEnd(8)} ${title}: ${finding.found}\n`;
  return finding.state === 'ok' ? line : `${line}${' '.repeat(9)}fix: ${finding.fix}\n`;
}
