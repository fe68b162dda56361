import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { FormDesk, FormTable } from '../error/form-desk.js';
import type { Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { PersonKey } from '../person/person.js';
import type { Dwelling } from '../place/dwelling.js';
import type { Grid } from '../place/grid.js';
import type { Station } from '../place/station.js';
import type { Random } from '../random.js';
import { weigh } from '../random.js';
import type { CommunityView, ResidentContent, ResidentRow, VisitOutcome, VisitRow } from './community-rows.js';

/** Months that visits are kept for here, and the share of dwellings visited in each. */
const months = 6;
const daysPerMonth = 30;
const visitedPerMonth = 0.45;
/** Share of the people at home; in a dormitory fewer. */
const met = { home: 0.65, dormitory: 0.25 } as const;

const outcomes = weigh<readonly [VisitOutcome, number]>(
  [
    ['MET', 74],
    ['NOBODY', 21],
    ['REFUSED', 5],
  ],
  ([, weight]) => weight,
);

interface Resident {
  readonly person: Migrant;
  readonly from: Day;
  readonly to: Day;
}

export interface VisitOptions {
  readonly desk: FormDesk;
  readonly random: Random;
  readonly asOf: Day;
  readonly grids: readonly Grid[];
  readonly stations: readonly Station[];
}

/** Visits of the last half year to dwellings where migrants live or lived; grid workers write down whom they meet first. */
export function visitDwellings(
  people: readonly Migrant[],
  { desk, random, asOf, grids, stations }: VisitOptions,
): CommunityView {
  const residents: ResidentRow[] = [];
  const visits: VisitRow[] = [];
  const table: FormTable<ResidentContent> = {
    view: 'community',
    name: 'residents',
    prefix: 'gr',
    faults: [],
    rows: residents,
  };
  const written = new Map<PersonKey, boolean>();
  /** Whether the person is linked, after writing them down at the first meeting. */
  const meet = (person: Migrant, dwelling: Dwelling, day: Day): boolean => {
    const known = written.get(person.key);
    if (known !== undefined) return known;
    const row = desk.file(table, {
      channel: 'GRID',
      subject: person,
      otherName: person.spouse?.name,
      fill: () => ({ dwellingKey: dwelling.key, firstSeenOn: toDate(day) }),
    });
    written.set(person.key, row !== undefined);
    return row !== undefined;
  };
  for (const [dwelling, occupants] of occupantsByDwelling(people, asOf)) {
    for (let month = months; month > 0; month -= 1) {
      if (!random.chance(visitedPerMonth)) continue;
      const day = asOf - month * daysPerMonth + random.between(0, daysPerMonth - 1);
      const home = occupants.filter(({ from, to }) => from <= day && day < to);
      const formerly = occupants.some(({ to }) => to <= day);
      if (home.length === 0 && !formerly) continue;
      const outcome = home.length === 0 ? 'MOVED' : random.draw(outcomes)[0];
      const share = dwelling.kind === 'DORM' ? met.dormitory : met.home;
      const personKeys =
        outcome === 'MET'
          ? atHome(home, share, random).flatMap((person) => (meet(person, dwelling, day) ? [person.key] : []))
          : [];
      visits.push({
        rowKey: desk.nextRowKey('vi'),
        dwellingKey: dwelling.key,
        gridCode: dwelling.gridCode,
        visitedOn: toDate(day),
        outcome,
        personKeys,
      });
    }
  }
  return { grids, stations, residents, visits };
}

/** Somebody opens the door; the others are at home or not. */
function atHome(home: readonly Resident[], share: number, random: Random): Migrant[] {
  const opener = random.pick(home);
  return home.filter((resident) => resident === opener || random.chance(share)).map(({ person }) => person);
}

function occupantsByDwelling(people: readonly Migrant[], asOf: Day): ReadonlyMap<Dwelling, Resident[]> {
  const occupants = new Map<Dwelling, Resident[]>();
  for (const person of people) {
    for (const { dwelling, from, to } of person.stays) {
      const list = occupants.get(dwelling) ?? [];
      occupants.set(dwelling, list);
      list.push({ person, from, to: to ?? lastDayOf(person, asOf) + 1 });
    }
  }
  return occupants;
}
