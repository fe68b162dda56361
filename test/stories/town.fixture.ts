import type { Somebody } from './cast.fixture.js';
import type { Input, Office } from './office.fixture.js';

/** 秀东村 of the demo's township, and a village of another county. */
export const village = '330921200200';
export const villageOfOtherCounty = '330110110201';

export interface Registration {
  readonly id: string;
  readonly person: { readonly id: string };
  readonly registeredOn: string;
  readonly endedOn: string | null;
  readonly receiptNumber: string;
  readonly status: string;
}

const everythingOfRegistration = '{ id person { id } registeredOn endedOn receiptNumber status }';

export async function registerDwelling(police: Office, changes: Input = {}): Promise<string> {
  const input = { regionCode: village, address: '渔港路 1 号', kind: 'FLAT', ...changes };
  return (await police.record('registerDwelling', input)).id;
}

/** Somebody at the counter, who may leave a phone number and say where they come from. */
type Applicant = Somebody & { readonly phone?: string; readonly hukouRegionCode?: string };

export function residenceInput(person: Applicant, dwellingId: string, changes: Input = {}): Input {
  const usual = { arrivedOn: '2025-01-01', reason: 'WORK', dwellingRelation: 'RENT', source: 'SELF' };
  return { person, dwellingId, ...usual, ...changes };
}

export function registerResidence(
  police: Office,
  person: Applicant,
  dwellingId: string,
  changes: Input = {},
): Promise<Registration> {
  return police.record('registerResidence', residenceInput(person, dwellingId, changes), everythingOfRegistration);
}

export function deregisterResidence(police: Office, input: Input): Promise<Registration> {
  return police.record('deregisterResidence', input, everythingOfRegistration);
}

export interface Resolved {
  readonly reference: string;
  readonly outcome: string;
  readonly personId: string | null;
  readonly reason: string | null;
}

/** Who these people are, by number and name; with `mint`, those whom police does not know get an id. */
export async function resolve(
  office: Pick<Office, 'record'>,
  people: readonly Somebody[],
  { mint = false } = {},
): Promise<readonly Resolved[]> {
  const items = people.map((person, index) => ({ reference: String(index), ...person }));
  const selection = '{ results { reference outcome personId reason } }';
  const { results } = await office.record<{ results: Resolved[] }>('resolvePersons', { mint, items }, selection);
  return results;
}

/** An id for somebody of whom a department is about to keep a record. */
export async function mintPerson(office: Office, person: Somebody): Promise<string> {
  const [resolved] = await resolve(office, [person], { mint: true });
  if (typeof resolved?.personId !== 'string') throw new Error(`No id was given: ${JSON.stringify(resolved)}`);
  return resolved.personId;
}

/** A square of about a kilometre, by its south-western corner in degrees. */
export function square(west: number, south: number): Input {
  const [east, north] = [west + 0.01, south + 0.01];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}
