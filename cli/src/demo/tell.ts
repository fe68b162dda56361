import type { ClientFile, HubAnswer } from '@hub/server';
import { HubClient } from '@hub/server';
import type { DemoPerson, Step, Story } from './story.js';

export interface Teller {
  readonly readClient: (name: string) => Promise<ClientFile>;
  readonly people: readonly DemoPerson[];
  readonly write: (text: string) => void;
}

/** Tells a story with real requests and answers; gives what went otherwise than told. */
export async function tell({ title, setting, steps }: Story, teller: Teller): Promise<readonly string[]> {
  const { write } = teller;
  write(`\n${'═'.repeat(100)}\n${title}\n${setting}\n`);
  const problems: string[] = [];
  const seen = new Map<string, string>();
  const clients = new Map<string, HubClient>();
  for (const [index, step] of steps(teller.people).entries()) {
    const client = clients.get(step.client) ?? new HubClient(await teller.readClient(step.client));
    clients.set(step.client, client);
    const variables = fillIn(step.variables ?? {}, seen);
    write(`\n${'─'.repeat(100)}\n${String(index + 1)}. ${step.says}\n\n${showRequest(step, variables)}`);
    const answer = await client.ask(step.query, variables, {
      purpose: step.purpose,
      officer: 'demo-officer',
      ...(step.caseNumber !== undefined && { caseNumber: step.caseNumber }),
    });
    remember(answer, seen);
    write(`${showAnswer(answer)}\n   ${step.means}\n`);
    const problem = step.check(answer);
    if (problem === undefined) continue;
    write(`   ✗ not as told: ${problem}\n`);
    problems.push(`${title}, step ${String(index + 1)}: ${problem}`);
  }
  return problems;
}

/** Ids that an earlier answer gave, by the reference they were asked under: `$passport`. */
function remember({ data }: HubAnswer, seen: Map<string, string>): void {
  const payload = data?.['resolvePersons'] as
    { readonly results: readonly { reference: string; personId: string | null }[] } | undefined;
  for (const { reference, personId } of payload?.results ?? []) {
    if (personId !== null) seen.set(`$${reference}`, personId);
  }
}

function fillIn(
  variables: Readonly<Record<string, unknown>>,
  seen: ReadonlyMap<string, string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? (seen.get(value) ?? value) : value,
    ]),
  );
}

function showRequest(
  { client, purpose, caseNumber, query }: Step,
  variables: Readonly<Record<string, unknown>>,
): string {
  const headers = [
    `Authorization: Bearer <token of ${client}>`,
    `Hub-Purpose: ${purpose}`,
    'Hub-Officer: demo-officer',
  ];
  if (caseNumber !== undefined) headers.push(`Hub-Case: ${caseNumber}`);
  return indent(`POST /graphql\n${headers.join('\n')}\n\n${query}\n\nvariables ${JSON.stringify(variables)}\n`, '   ');
}

function showAnswer({ status, data, errors }: HubAnswer): string {
  const body = { ...(data !== undefined && { data }), ...(errors !== undefined && { errors }) };
  return indent(`→ ${String(status)}\n${compact(body)}\n`, '   ');
}

/** JSON with the innermost objects and lists on one line each. */
function compact(body: object): string {
  return JSON.stringify(body, null, 2).replace(
    /([{[])\n\s+([^{}[\]]+?)\n\s+([}\]])/g,
    (_match, open, inner: string, close) => `${String(open)} ${inner.replace(/\n\s+/g, ' ')} ${String(close)}`,
  );
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');
}
