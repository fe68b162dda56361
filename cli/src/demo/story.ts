import type { PurposeCode } from '@hub/domain';
import type { HubAnswer } from '@hub/server';

/** One question of a story: who asks what and why, and what the answer must be for the story to be true. */
export interface Step {
  /** What happens, for the person who reads along. */
  readonly says: string;
  /** Demo client that asks. */
  readonly client: string;
  readonly purpose: PurposeCode;
  readonly caseNumber?: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What is wrong with the answer; undefined when it is as the story says. */
  readonly check: (answer: HubAnswer) => string | undefined;
  /** What the answer means. */
  readonly means: string;
}

export interface Story {
  readonly title: string;
  readonly setting: string;
  readonly steps: (people: readonly DemoPerson[]) => readonly Step[];
}

/** A line of `demo/people.ndjson`, as far as the stories look. */
export interface DemoPerson {
  readonly personId: string;
  readonly documentType: string;
  readonly documentNumber: string;
  readonly name: string;
  readonly birthDate: string;
  readonly truth: {
    readonly police: { readonly residenceRegistered: boolean };
    readonly labor: {
      readonly employments: readonly { readonly employerCode: string; readonly endedOn: string | null }[];
    };
    readonly education: { readonly enrolments: readonly { readonly endedOn: string | null }[] };
    readonly familyPlanning: { readonly vaccinationStatus: string | null };
  };
}

/**
 * The first of the people who fits.
 *
 * @throws RangeError when the township has nobody like that
 */
export function getPerson(
  people: readonly DemoPerson[],
  what: string,
  fits: (person: DemoPerson) => boolean,
): DemoPerson {
  const found = people.find(fits);
  if (found === undefined) throw new RangeError(`The demo township has ${what} nowhere; start with another HUB_SEED`);
  return found;
}

export const isWorking = ({ truth }: DemoPerson): boolean =>
  truth.labor.employments.some(({ endedOn }) => endedOn === null);
export const isAdult = ({ birthDate }: DemoPerson): boolean => birthDate < '2000-01-01';

/** The answers under `data.person`, by field. */
export function answersIn({
  data,
}: HubAnswer): Readonly<Record<string, { readonly answer: string; readonly reason?: string | null } | undefined>> {
  return (data?.['person'] ?? {}) as ReturnType<typeof answersIn>;
}

/** Checks that fields were answered as they must be: `{ enrolled: 'YES' }`. */
export function mustAnswer(wanted: Readonly<Record<string, string>>) {
  return (answer: HubAnswer): string | undefined => {
    const answers = answersIn(answer);
    const wrong = Object.entries(wanted).filter(([field, value]) => answers[field]?.answer !== value);
    if (wrong.length === 0) return undefined;
    return wrong
      .map(([field, value]) => `${field} should be ${value} and is ${String(answers[field]?.answer)}`)
      .join('; ');
  };
}

/** Checks that the whole request was refused, for just these fields. */
export function mustRefuse(...fields: readonly string[]) {
  return ({ status, errors = [] }: HubAnswer): string | undefined => {
    const refused = (errors[0]?.extensions['fields'] ?? []) as readonly string[];
    const missing = fields.filter((field) => !refused.includes(field));
    if (status !== 403) return `the request should be refused with 403 and got ${String(status)}`;
    return missing.length === 0 ? undefined : `the refusal should list ${missing.join(', ')}`;
  };
}
