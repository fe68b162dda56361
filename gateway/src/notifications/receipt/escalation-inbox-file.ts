import type { CallerName } from '@hub/domain';
import { callerNames, isCalendarDate } from '@hub/domain';
import { StartupError } from '@hub/server';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { escalationLevels } from '../kind/define-kind.js';
import type { EscalationInboxDocument } from './escalation-inbox.repository.js';

const caller = z.enum(callerNames as readonly [CallerName, ...CallerName[]], {
  error: `must be one of ${callerNames.join(', ')}`,
});
const date = z.string().refine(isCalendarDate, { error: 'must be a date such as 2026-11-22' });
const rowList = z
  .array(
    z.strictObject({
      level: z.enum(escalationLevels, { error: `must be one of ${escalationLevels.join(', ')}` }),
      receiver: caller.optional(),
      inbox: caller,
      validFrom: date,
      validTo: date.optional(),
    }),
  )
  .min(1, { error: 'must not be empty: an overdue receipt would be told to nobody' });

/** Where an operator says whose inbox a level of the ladder is. */
export function escalationInboxFile(dataDir: string): string {
  return join(dataDir, 'escalation-inboxes.json');
}

/**
 * Reads whose inbox each level is: a JSON list of `{ level, receiver?, inbox, validFrom, validTo? }`.
 *
 * @returns undefined where there is no such file
 * @throws StartupError naming the file and every entry at fault
 */
export async function readEscalationInboxes(dataDir: string): Promise<readonly EscalationInboxDocument[] | undefined> {
  const file = escalationInboxFile(dataDir);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StartupError(`The list of escalation inboxes ${file} cannot be read; check its rights`, { cause: error });
  });
  if (text === undefined) return undefined;
  const parsed = rowList.safeParse(parseJson(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'} ${message}`);
    throw new StartupError(`The list of escalation inboxes ${file} has problems:\n${problems.join('\n')}`);
  }
  return parsed.data.map(({ receiver, validTo, ...row }) => ({
    _id: [row.level, receiver ?? 'anybody', row.validFrom].join('.'),
    ...row,
    ...(receiver !== undefined && { receiver }),
    ...(validTo !== undefined && { validTo }),
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
