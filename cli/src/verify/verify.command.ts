import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { badInput } from '@hub/domain';
import { StartupError } from '@hub/server';
import type { Command } from 'commander';
import { readKeySet } from './key-set.js';

interface VerifyOptions {
  readonly jwks?: string;
  readonly json?: boolean;
}

const examples = `Examples:
  npx hub verify bulletin.json                              against the keys of the running hub
  npx hub verify bulletin.json --jwks jwks.json             offline, against keys that were kept
  npx hub notifications 0199… --client police-system --json | npx hub verify -
`;

const notes = `
Takes the CloudEvent that a webhook received, or a notification as --json prints it. Exit code 0: issued by the hub, unchanged.`;

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('verify the signature of a bulletin that was kept (验签)')
    .argument('<file>', 'bulletin as JSON; - reads standard input')
    .option('--jwks <file|url>', 'public keys of the hub; default: /.well-known/jwks.json at HOST and PORT')
    .option('--json', 'as JSON')
    .addHelpText('before', examples)
    .addHelpText('after', notes)
    .action(async (file: string, { jwks, json = false }: VerifyOptions) => {
      const received = parse(await read(file));
      const keys = await readKeySet(jwks);
      // Loaded here, so that the other commands do not load the gateway
      const { verifyBulletin } = await import('@hub/gateway');
      const { body, kid } = verifyBulletin(received, keys);
      process.stdout.write(
        json
          ? `${JSON.stringify({ valid: true, kid, body }, null, 2)}\n`
          : `valid: ${body.number} issued ${body.issuedAt}, signed with key ${kid}\n`,
      );
    });
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The bulletin ${file} cannot be read`, { cause });
  });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw badInput('file', 'The bulletin is no JSON; keep the body as it was received');
  }
}
