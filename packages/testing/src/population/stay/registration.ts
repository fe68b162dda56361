import type { CalendarDate } from '@hub/domain';
import type { Channel } from '../error/error-model.js';
import { errorRate } from '../error/error-model.js';
import type { Day } from '../days.js';
import type { Household, Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { PersonKey } from '../person/person.js';
import type { Random, Weighted } from '../random.js';
import { weigh } from '../random.js';
import type { DwellingRelation, Occupancy } from './stay.js';

/** Who reports a residence (申报渠道). */
export type RegistrationSource = 'SELF' | 'LANDLORD' | 'EMPLOYER' | 'AGENT' | 'GRID' | 'COUNTER';

/** A registration that somebody set out to make, while the township is being generated. */
export interface Filing {
  readonly person: Migrant;
  readonly occupancy: Occupancy;
  readonly registered: Day;
  readonly source: RegistrationSource;
  /** Deregistration on leaving; a move is ended by the next filing. */
  readonly left: Day | undefined;
}

/** A residence registration (居住登记) as the people concerned filed it. */
export interface TruthRegistration {
  readonly personKey: PersonKey;
  readonly dwellingKey: string;
  readonly registeredOn: CalendarDate;
  readonly source: RegistrationSource;
  /** Day of the deregistration on leaving. */
  readonly leftOn?: CalendarDate;
}

/** Share of households whose members register, or do not, together. */
const together = 0.7;
const mostLikely = 0.95;

const sources: Readonly<
  Record<'CONTRACTED' | 'UNCONTRACTED' | 'OTHERS', Weighted<readonly [RegistrationSource, number]>>
> &
  Readonly<Partial<Record<DwellingRelation, Weighted<readonly [RegistrationSource, number]>>>> = {
  CONTRACTED: mix(['LANDLORD', 38], ['COUNTER', 24], ['GRID', 16], ['SELF', 12], ['EMPLOYER', 8], ['AGENT', 2]),
  UNCONTRACTED: mix(['GRID', 44], ['COUNTER', 30], ['SELF', 18], ['EMPLOYER', 8]),
  OTHERS: mix(['COUNTER', 50], ['SELF', 30], ['GRID', 20]),
  DORM: mix(['EMPLOYER', 60], ['COUNTER', 22], ['SELF', 18]),
  SITE: mix(['EMPLOYER', 50], ['GRID', 50]),
};

function mix(
  ...entries: readonly (readonly [RegistrationSource, number])[]
): Weighted<readonly [RegistrationSource, number]> {
  return weigh(entries, ([, weight]) => weight);
}

/** The channel whose mistakes a source makes. */
export function channelOf(source: RegistrationSource): Channel {
  switch (source) {
    case 'LANDLORD':
    case 'EMPLOYER':
    case 'GRID':
      return source;
    case 'SELF':
    case 'AGENT':
    case 'COUNTER':
      return 'COUNTER';
  }
}

/** Share of people registered, by how they live. */
function registeredShare({ relation, unit }: Occupancy): number {
  switch (relation) {
    case 'DORM':
      return 0.97;
    case 'OWN':
      return 0.94;
    case 'RENT':
      return unit?.registeredOn === undefined ? 0.65 : 0.93;
    case 'SITE':
      return 0.68;
    case 'RELATIVE':
    case 'OTHER':
      return 0.44;
  }
}

/**
 * Who registers, when and through whom; who tells of a move and of leaving. The shares of those who do not are those of
 * the error model, seen from the records: so many of them are stale, or still open.
 */
export function fileRegistrations(people: readonly Migrant[], asOf: Day, random: Random): Filing[] {
  const households = new Map<Household, number>();
  const first = people.flatMap((person) => fileFirst(person, households, asOf, random) ?? []);
  const movedShare = shareByChannel(first, (filing) => movedAfter(filing) !== undefined);
  const departedShare = shareByChannel(first, ({ person }) => person.household.left !== undefined);
  return first.flatMap((filing) => {
    const { person, source } = filing;
    const next = movedAfter(filing);
    const untold = next !== undefined && random.chance(likelihood('STALE_ADDRESS', channelOf(source), movedShare));
    const second = next === undefined || untold ? undefined : fileMove(filing, next, asOf, random);
    const filings = second === undefined ? [filing] : [filing, second];
    const { left } = person.household;
    const latest = filings.at(-1) ?? filing;
    if (left === undefined || random.chance(likelihood('NOT_ENDED', channelOf(latest.source), departedShare)))
      return filings;
    const reported = Math.min(asOf, left + random.between(0, 5));
    return [...filings.slice(0, -1), { ...latest, left: reported }];
  });
}

function fileFirst(person: Migrant, households: Map<Household, number>, asOf: Day, random: Random): Filing | undefined {
  const current = person.stays.at(-1);
  if (current === undefined) return undefined;
  const shared = households.get(person.household) ?? random.next();
  households.set(person.household, shared);
  const draw = random.chance(together) ? shared : random.next();
  if (draw >= registeredShare(current)) return undefined;
  const last = lastDayOf(person, asOf);
  for (const occupancy of person.stays) {
    const registered = occupancy.from + drawDelay(random);
    if (registered >= (occupancy.to ?? last + 1) || registered > last) continue;
    return { person, occupancy, registered, source: drawSource(occupancy, random), left: undefined };
  }
  return undefined;
}

/** Two in three register within the three days that the law gives. */
function drawDelay(random: Random): number {
  const draw = random.next();
  if (draw < 0.68) return random.between(0, 3);
  return draw < 0.93 ? random.between(4, 30) : random.between(31, 150);
}

function drawSource({ relation, unit }: Occupancy, random: Random): RegistrationSource {
  const rented = unit?.registeredOn === undefined ? sources.UNCONTRACTED : sources.CONTRACTED;
  return random.draw(relation === 'RENT' ? rented : (sources[relation] ?? sources.OTHERS))[0];
}

function movedAfter({ person, occupancy }: Filing): Occupancy | undefined {
  return person.stays[person.stays.indexOf(occupancy) + 1];
}

function fileMove({ person, registered }: Filing, occupancy: Occupancy, asOf: Day, random: Random): Filing | undefined {
  const day = Math.max(occupancy.from + random.between(0, random.chance(0.7) ? 10 : 40), registered + 1);
  if (day > lastDayOf(person, asOf)) return undefined;
  return { person, occupancy, registered: day, source: drawSource(occupancy, random), left: undefined };
}

function shareByChannel(filings: readonly Filing[], has: (filing: Filing) => boolean): (channel: Channel) => number {
  const counts = new Map<Channel, { all: number; having: number }>();
  for (const filing of filings) {
    const channel = channelOf(filing.source);
    const count = counts.get(channel) ?? { all: 0, having: 0 };
    counts.set(channel, count);
    count.all += 1;
    if (has(filing)) count.having += 1;
  }
  return (channel) => {
    const { all, having } = counts.get(channel) ?? { all: 0, having: 0 };
    return all === 0 ? 0 : having / all;
  };
}

/** The rate is one of all records; only those of movers, or of people who left, can be wrong in this way. */
function likelihood(
  error: 'STALE_ADDRESS' | 'NOT_ENDED',
  channel: Channel,
  share: (channel: Channel) => number,
): number {
  const possible = share(channel);
  return possible === 0 ? 0 : Math.min(mostLikely, errorRate(error, channel) / possible);
}
