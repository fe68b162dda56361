import type { PurposeCode } from '@hub/domain';
import type { ClientFile, HubAnswer } from '@hub/server';

/** What earlier steps learned, by name; in variables `$name` stands for it. */
export type Learned = ReadonlyMap<string, string>;

/** One question of a story: who asks what and why, and what the answer must be for the story to be true. */
export interface Question {
  /** What happens, for the person who reads along. */
  readonly says: string;
  /** Demo client that asks. */
  readonly client: string;
  readonly purpose: PurposeCode;
  readonly caseNumber?: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Asked again until `check` is content, for so long at most: bulletins travel by themselves. Left out: asked once. */
  readonly withinSeconds?: number;
  /** What is wrong with the answer; undefined when it is as the story says. */
  readonly check: (answer: HubAnswer, learned: Learned) => string | undefined;
  /** What later steps need of the answer. */
  readonly learn?: (answer: HubAnswer, learned: Learned) => Readonly<Record<string, string>>;
  /** What the answer means. */
  readonly means: string;
}

/** Something that happens beside the hub: a receiver gets a bulletin, a clock strikes. */
export interface Happening {
  readonly says: string;
  /** What is seen of it, as a text of a few lines. Throws when it does not happen. */
  readonly happens: (learned: Learned) => Promise<string>;
  readonly means: string;
}

export type Step = Question | Happening;

export type ReadClient = (name: string) => Promise<ClientFile>;

/** What a story has at hand before it begins. */
export interface Stage {
  readonly people: readonly DemoPerson[];
  /** Key files of the hub that the demo asks. */
  readonly readClient: ReadClient;
}

/** A story that is about to be told. */
export interface Scene {
  readonly steps: readonly Step[];
  /** Where it plays in a hub of its own. */
  readonly readClient?: ReadClient;
  /** Ends what was started for it. */
  readonly close?: () => Promise<void>;
}

interface Telling {
  readonly title: string;
  readonly setting: string;
}

/** A story that needs the people of the township alone. */
export interface SimpleStory extends Telling {
  readonly steps: (people: readonly DemoPerson[]) => readonly Step[];
}

/** A story that needs something started first: a receiver, a hub of its own. */
export interface StagedStory extends Telling {
  readonly open: (stage: Stage) => Promise<Scene>;
}

export type Story = SimpleStory | StagedStory;

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

/** Ids that `resolvePersons` gave, by the reference they were asked under. */
export function learnPersons({ data }: HubAnswer): Readonly<Record<string, string>> {
  const payload = data?.['resolvePersons'] as
    { readonly results: readonly { reference: string; personId: string | null }[] } | undefined;
  const found = payload?.results.flatMap(({ reference, personId }) =>
    personId === null ? [] : [[reference, personId]],
  );
  return Object.fromEntries(found ?? []) as Record<string, string>;
}
