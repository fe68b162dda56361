import type { Officer } from '@hub/testing';
import type { Refusal } from './office.fixture.js';
import { refusalOf, UnexpectedAnswer } from './office.fixture.js';

interface Verification {
  readonly answer: string;
  readonly reason: string | null;
  readonly asOf: string | null;
  readonly source: string;
}

/** `['employed', 'atLeastAge(age: 16)']` as a selection that asks for everything a verification tells. */
export function verifications(...fields: readonly string[]): string {
  return fields.map((field) => `${field} { answer reason asOf source }`).join(' ');
}

/** What a verification says, in one line: `YES from POLICE`, `UNKNOWN (NO_RECORD) from LABOR`. */
export function brief({ answer, reason, source }: Verification): string {
  return `${answer}${reason === null ? '' : ` (${reason})`} from ${source}`;
}

function isVerification(value: unknown): value is Verification {
  return typeof value === 'object' && value !== null && 'answer' in value && 'source' in value;
}

/** Asks verifications about a person and gives each in one line; an error is unexpected. */
export async function verify(
  officer: Officer,
  personId: string,
  ...fields: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  const person = await lookUp(officer, personId, verifications(...fields));
  return Object.fromEntries(
    Object.entries(person).map(([field, value]) => [field, isVerification(value) ? brief(value) : String(value)]),
  );
}

/** Asks about a person; an error is unexpected. */
export async function lookUp(
  officer: Officer,
  personId: string,
  selection: string,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await officer.query(`query ($id: ID!) { person(id: $id) { ${selection} } }`, { id: personId });
  const person = answer.data?.['person'];
  if (answer.errors !== undefined || typeof person !== 'object' || person === null) throw new UnexpectedAnswer(answer);
  return person as Readonly<Record<string, unknown>>;
}

/** Asks what must be refused as a whole, and gives why. */
export async function refusal(
  officer: Officer,
  personId: string,
  selection: string,
): Promise<Refusal & { status: number }> {
  const answer = await officer.query(`query ($id: ID!) { person(id: $id) { ${selection} } }`, { id: personId });
  const [error] = answer.errors ?? [];
  if (error === undefined || (answer.data ?? null) !== null) throw new UnexpectedAnswer(answer);
  return { status: answer.status, ...refusalOf(error.extensions) };
}
