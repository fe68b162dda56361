import type { CalendarDate } from '@hub/domain';
import { drawVaccinations } from './child/vaccination.js';
import type { TruthVaccination } from './child/vaccination.js';
import type { Day } from './days.js';
import { toDay } from './days.js';
import { createMigrants } from './person/create-migrants.js';
import { createDocumentOffice } from './person/document.js';
import { createLandlords } from './person/landlord.js';
import type { Household, Migrant } from './person/migrant.js';
import { assignOrigins } from './person/origin.js';
import { issuePapers } from './person/papers.js';
import type { TruthLandlord } from './person/person.js';
import { createBuilder } from './place/builder.js';
import type { TruthDwelling } from './place/dwelling.js';
import type { LetUnit } from './place/rental-stock.js';
import { createRentalStock } from './place/rental-stock.js';
import type { Places } from './place/village.js';
import { createPlaces } from './place/village.js';
import type { TownshipPlan } from './plan/township-plan.js';
import type { Random } from './random.js';
import type { SchoolPlace } from './school/enrolment.js';
import { enrolChildren } from './school/enrolment.js';
import type { School } from './school/school.js';
import { createSchools } from './school/school.js';
import { scheduleArrivals } from './stay/arrival.js';
import { findHomes } from './stay/find-homes.js';
import { assignHousing } from './stay/housing.js';
import type { Filing } from './stay/registration.js';
import { fileRegistrations } from './stay/registration.js';
import { assignWork } from './work/assign-work.js';
import type { Employer } from './work/employer.js';
import { createEmployers } from './work/employer.js';
import type { Licence } from './work/licence.js';
import { createLicences } from './work/licence.js';
import { hireUnderage } from './work/underage.js';

/** A township as it is, before anybody has written any of it down; the generator's working state. */
export interface Township {
  readonly plan: TownshipPlan;
  readonly asOf: CalendarDate;
  readonly today: Day;
  readonly places: Places;
  readonly people: readonly Migrant[];
  readonly households: readonly Household[];
  readonly landlords: readonly TruthLandlord[];
  readonly dwellings: readonly TruthDwelling[];
  readonly stock: readonly LetUnit[];
  readonly employers: readonly Employer[];
  readonly licences: readonly Licence[];
  readonly schools: readonly School[];
  readonly schoolPlaces: readonly SchoolPlace[];
  readonly vaccinations: readonly TruthVaccination[];
  readonly filings: readonly Filing[];
  readonly underage: ReadonlySet<Migrant>;
}

/** Brings a township to life, stage by stage; each stage draws from a stream of its own. */
export function createTownship(plan: TownshipPlan, asOf: CalendarDate, random: Random): Township {
  const today = toDay(asOf);
  const { profile } = plan;
  const places = createPlaces(plan, random.fork('places'));
  const office = createDocumentOffice(plan.ordinal, random.fork('documents'));
  const { people, households } = createMigrants(plan, asOf, random.fork('people'));
  assignOrigins(households, profile.origins, random.fork('origins'));
  issuePapers(households, office, random.fork('papers'));
  scheduleArrivals(households, { departed: profile.departed, asOf: today }, random.fork('arrivals'));

  const licences = createLicences(plan, people, today, random.fork('licences'));
  const employers = createEmployers(plan, today, random.fork('employers'));
  assignWork(people, { profile, employers, asOf: today }, random.fork('work'));

  const landlords = createLandlords(plan, asOf, office, random.fork('landlords'));
  const builder = createBuilder(plan, places, random.fork('buildings'));
  const stock = createRentalStock(plan, { builder, landlords, asOf: today }, random.fork('rentals'));
  assignHousing(households, plan.people, profile, random.fork('housing'));
  const { bedsPerDormitory } = profile;
  findHomes(
    households,
    { builder, stock, gridCount: places.grids.length, bedsPerDormitory, asOf: today },
    random.fork('homes'),
  );
  while (builder.dwellings.length < plan.dwellings) builder.build('HOUSE', 'LOCAL');

  const underage = hireUnderage(people, { employers, asOf: today }, random.fork('underage'));
  const schools = createSchools(plan, random.fork('schools'));
  return {
    plan,
    asOf,
    today,
    places,
    people,
    households,
    landlords,
    dwellings: builder.dwellings,
    stock,
    employers,
    licences,
    schools,
    schoolPlaces: enrolChildren(people, { schools, asOf, working: underage }, random.fork('enrolments')),
    vaccinations: drawVaccinations(people, random.fork('vaccinations')),
    filings: fileRegistrations(people, today, random.fork('registrations')),
    underage,
  };
}
