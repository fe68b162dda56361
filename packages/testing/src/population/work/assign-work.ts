import type { Day } from '../days.js';
import type { Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { Profile, Sector } from '../plan/profile.js';
import type { Random, Weighted } from '../random.js';
import { weigh } from '../random.js';
import type { Employer } from './employer.js';
import { createCareer } from './career.js';

/** Youngest age at which anybody may be employed (Decree 364 art. 2). */
export const workingAge = 16;
/** Share of a county's people in a branch who work where the first ones found work. */
const followed = 0.4;

/** Probability of having a job, by sex and age. */
function participation({ sex, age }: Migrant): number {
  if (age < workingAge || age > 69) return 0;
  if (age < 18) return 0.45;
  if (age >= 60) return sex === 'MALE' ? 0.5 : 0.15;
  return sex === 'MALE' ? 0.96 : 0.78;
}

export interface LabourMarket {
  readonly profile: Profile;
  readonly employers: readonly Employer[];
  readonly asOf: Day;
}

/**
 * Gives people employers by branch and size, then careers. People of one county follow each other to the same employers
 * (chain migration).
 */
export function assignWork(people: readonly Migrant[], market: LabourMarket, random: Random): void {
  const { profile, employers, asOf } = market;
  const open = employers.filter(({ closed }) => closed === undefined);
  const bySector = new Map<Sector, Weighted<Employer>>(
    profile.sectors.map((sector) => [
      sector,
      weigh(
        open.filter((employer) => employer.sector === sector),
        ({ weight }) => weight,
      ),
    ]),
  );
  const sectors = weigh(profile.sectors, ({ share }) => share);
  const forerunners = new Map<string, Employer>();
  const workers: Migrant[] = [];
  for (const person of people) {
    if (person.selfEmployed || !random.chance(participation(person))) continue;
    if (lastDayOf(person, asOf) - firstWorkingDay(person) < 5) continue;
    const sector = random.draw(sectors);
    const drawn = random.draw(employersOf(bySector, sector));
    const chain = `${person.household.origin}/${sector.name}`;
    const forerunner = forerunners.get(chain) ?? drawn;
    forerunners.set(chain, forerunner);
    person.employer = random.chance(followed) ? forerunner : drawn;
    person.employer.workers += 1;
    workers.push(person);
  }
  for (const worker of workers) {
    worker.jobs.push(...createCareer(worker, { employers, asOf, since: firstWorkingDay(worker) }, random));
  }
}

export function firstWorkingDay({ arrived, birth }: Migrant): Day {
  return Math.max(arrived, birth + Math.ceil(workingAge * 365.25) + 1);
}

function employersOf(bySector: ReadonlyMap<Sector, Weighted<Employer>>, sector: Sector): Weighted<Employer> {
  const found = bySector.get(sector);
  if (found === undefined) throw new RangeError(`No employer works in ${sector.name}`);
  return found;
}
