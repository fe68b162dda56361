import type { CalendarDate } from '@hub/domain';
import { ageOn } from '@hub/domain';
import { toDay } from './days.js';
import type { Expected, Ratio } from './expected.js';
import type { PersonKey } from './person/person.js';
import type { Truth, Views } from './population.js';
import { isOfSchoolAge, schoolYearOf } from './school/enrolment.js';
import type { DwellingRelation, TruthStay } from './stay/stay.js';
import { isHeld } from './view/form-row.js';

const relations: readonly DwellingRelation[] = ['OWN', 'RENT', 'DORM', 'SITE', 'RELATIVE', 'OTHER'];

/** Counts of the clean world, and of the register against it. */
export function measureTruth(truth: Truth, { police }: Views, asOf: CalendarDate): Expected['truth'] {
  const present = truth.people.filter(({ leftOn }) => leftOn === undefined);
  const ages = present.map(({ birthDate }) => ageOn(birthDate, asOf));
  const homes = new Map<PersonKey, TruthStay>();
  for (const stay of truth.stays) if (stay.to === undefined) homes.set(stay.personKey, stay);
  const registeredAt = new Map<PersonKey, string | undefined>();
  for (const row of police.registrations) {
    if (isHeld(row) && row.status === 'ACTIVE') registeredAt.set(row.personKey, row.dwellingKey);
  }
  const registered = present.filter(({ key }) => registeredAt.has(key));
  const inHousing = (people: typeof present): Record<DwellingRelation, number> =>
    countBy(people.map(({ key }) => homes.get(key)?.dwellingRelation ?? 'OTHER'));
  const [presentByHousing, registeredByHousing] = [inHousing(present), inHousing(registered)];
  const schoolYear = schoolYearOf(asOf);
  return {
    people: truth.people.length,
    present: present.length,
    households: truth.households.length,
    under16: ages.filter((age) => age < 16).length,
    under7: ages.filter((age) => age < 7).length,
    ofSchoolAge: present.filter(({ birthDate }) => isOfSchoolAge(toDay(birthDate), schoolYear)).length,
    presentByHousing,
    registered: { numerator: registered.length, denominator: present.length },
    registeredByHousing: {
      OWN: { numerator: registeredByHousing.OWN, denominator: presentByHousing.OWN },
      RENT: { numerator: registeredByHousing.RENT, denominator: presentByHousing.RENT },
      DORM: { numerator: registeredByHousing.DORM, denominator: presentByHousing.DORM },
      SITE: { numerator: registeredByHousing.SITE, denominator: presentByHousing.SITE },
      RELATIVE: { numerator: registeredByHousing.RELATIVE, denominator: presentByHousing.RELATIVE },
      OTHER: { numerator: registeredByHousing.OTHER, denominator: presentByHousing.OTHER },
    },
    registeredAtHome: {
      numerator: registered.filter(({ key }) => registeredAt.get(key) === homes.get(key)?.dwellingKey).length,
      denominator: registered.length,
    },
    ...measureRentals(truth),
    ...measureWork(truth, present),
  };
}

function countBy(values: readonly DwellingRelation[]): Record<DwellingRelation, number> {
  const counts: Record<DwellingRelation, number> = { OWN: 0, RENT: 0, DORM: 0, SITE: 0, RELATIVE: 0, OTHER: 0 };
  for (const relation of relations) counts[relation] = values.filter((value) => value === relation).length;
  return counts;
}

function measureRentals({ rentalUnits }: Truth): { rentalUnitsRegistered: Ratio; landlordsRegistered: Ratio } {
  const complete = new Map<PersonKey, boolean>();
  for (const { landlordKey, registeredOn } of rentalUnits) {
    complete.set(landlordKey, (complete.get(landlordKey) ?? true) && registeredOn !== undefined);
  }
  return {
    rentalUnitsRegistered: {
      numerator: rentalUnits.filter(({ registeredOn }) => registeredOn !== undefined).length,
      denominator: rentalUnits.length,
    },
    landlordsRegistered: { numerator: [...complete.values()].filter(Boolean).length, denominator: complete.size },
  };
}

type WorkCounts = Pick<Expected['truth'], 'employed' | 'selfEmployed' | 'withContract' | 'insured'>;

function measureWork({ employments }: Truth, present: Truth['people']): WorkCounts {
  const here = new Set(present.map(({ key }) => key));
  const jobs = employments.filter(({ personKey, endedOn }) => endedOn === undefined && here.has(personKey));
  return {
    employed: jobs.length,
    selfEmployed: present.filter(({ livelihood }) => livelihood === 'SELF_EMPLOYED').length,
    withContract: {
      numerator: jobs.filter(({ contractSignedOn }) => contractSignedOn !== undefined).length,
      denominator: jobs.length,
    },
    insured: {
      numerator: jobs.filter(({ insuredSince }) => insuredSince !== undefined).length,
      denominator: jobs.length,
    },
  };
}
