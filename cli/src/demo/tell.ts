import { setTimeout as pause } from 'node:timers/promises';
import type { HubAnswer } from '@hub/server';
import { HubClient } from '@hub/server';
import type { Happening, Question, Stage, Story } from './story.js';

export interface Teller extends Stage {
  readonly write: (text: string) => void;
}

/** How a step went: what is to be seen of it, and what is not as told. */
interface Outcome {
  readonly shown: string;
  readonly problem?: string;
  readonly learned?: Readonly<Record<string, string>>;
}

const askAgainAfterMs = 200;

/** Tells a story with real requests and answers; gives what went otherwise than told. */
export async function tell(story: Story, teller: Teller): Promise<readonly string[]> {
  const { write } = teller;
  write(`\n${'═'.repeat(100)}\n${story.title}\n${story.setting}\n`);
  const scene = 'open' in story ? await story.open(teller) : { steps: story.steps(teller.people) };
  const clients = new Clients(scene.readClient ?? teller.readClient);
  const problems: string[] = [];
  const learned = new Map<string, string>();
  try {
    for (const [index, step] of scene.steps.entries()) {
      write(`\n${'─'.repeat(100)}\n${String(index + 1)}. ${step.says}\n\n`);
      const outcome = 'happens' in step ? await happen(step, learned) : await ask(step, { clients, learned, write });
      for (const [name, value] of Object.entries(outcome.learned ?? {})) learned.set(name, value);
      write(`${outcome.shown}\n   ${step.means}\n`);
      if (outcome.problem === undefined) continue;
      write(`   ✗ not as told: ${outcome.problem}\n`);
      problems.push(`${story.title}, step ${String(index + 1)}: ${outcome.problem}`);
    }
  } finally {
    await scene.close?.();
  }
  return problems;
}

/** One client of each name, so that it asks with one token. */
class Clients {
  readonly #clients = new Map<string, HubClient>();

  constructor(private readonly readClient: Stage['readClient']) {}

  async get(name: string): Promise<HubClient> {
    const client = this.#clients.get(name) ?? new HubClient(await this.readClient(name));
    this.#clients.set(name, client);
    return client;
  }
}

interface Asking {
  readonly clients: Clients;
  readonly learned: ReadonlyMap<string, string>;
  readonly write: (text: string) => void;
}

async function ask(question: Question, { clients, learned, write }: Asking): Promise<Outcome> {
  const variables = fillIn(question.variables ?? {}, learned);
  write(showRequest(question, variables));
  const client = await clients.get(question.client);
  const { withinSeconds = 0, purpose, caseNumber } = question;
  const asker = { purpose, officer: 'demo-officer', ...(caseNumber !== undefined && { caseNumber }) };
  const begunAt = performance.now();
  for (let times = 1; ; times += 1) {
    const answer = await client.ask(question.query, variables, asker);
    const problem = question.check(answer, learned);
    const passedSeconds = (performance.now() - begunAt) / 1_000;
    if (problem !== undefined && passedSeconds < withinSeconds) {
      await pause(askAgainAfterMs);
      continue;
    }
    const waited = times === 1 ? '' : `   (asked ${String(times)} times in ${passedSeconds.toFixed(1)} s)\n`;
    const shown = waited + showAnswer(answer);
    return problem === undefined ? { shown, learned: question.learn?.(answer, learned) ?? {} } : { shown, problem };
  }
}

async function happen({ happens }: Happening, learned: ReadonlyMap<string, string>): Promise<Outcome> {
  try {
    return { shown: indent(`${await happens(learned)}\n`, '   ') };
  } catch (error) {
    return { shown: '', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Variables with what was learned in the place of its `$name`, however deep it stands. */
function fillIn<Value>(value: Value, learned: ReadonlyMap<string, string>): Value {
  return JSON.parse(JSON.stringify(value), (_name, each: unknown) =>
    typeof each === 'string' && each.startsWith('$') ? (learned.get(each.slice(1)) ?? each) : each,
  ) as Value;
}

function showRequest(
  { client, purpose, caseNumber, query }: Question,
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

/** JSON with the innermost objects and lists on one line each; a secret that is told once is not told to a screen. */
function compact(body: object): string {
  const text = JSON.stringify(body, null, 2).replace(/whsec_[\w+/=]+/g, 'whsec_…');
  return text.replace(
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
