import type { DepartmentName } from '@hub/domain';
import type { ErrorEntry } from './error/error-log.js';
import type { Channel } from './error/error-model.js';
import { FormDesk } from './error/form-desk.js';
import { IdentityRegister } from './error/identity-register.js';
import type { Identity, PersonKey } from './person/person.js';
import { toIdentity } from './person/person.js';
import type { Dwelling } from './place/dwelling.js';
import { createStations } from './place/station.js';
import type { Views } from './population.js';
import type { Random } from './random.js';
import type { Township } from './township.js';
import { registerEnterprises } from './view/commerce.view.js';
import { visitDwellings } from './view/community.view.js';
import { enterEnrolments } from './view/education.view.js';
import type { FormRow } from './view/form-row.js';
import { isHeld } from './view/form-row.js';
import { uploadEmployments } from './view/labor.view.js';
import type { HeldTenancy } from './view/permit.view.js';
import { issuePermits } from './view/permit.view.js';
import { listPeople } from './view/police-people.js';
import type { TenancyRow } from './view/police-rows.js';
import { landlordNamesOf, registerResidents } from './view/registration.view.js';
import { reportTenancies } from './view/tenancy.view.js';
import { listVaccinations } from './view/vaccination.view.js';

export interface RecordedViews {
  readonly views: Views;
  readonly errorLog: readonly ErrorEntry[];
  readonly formsByChannel: ReadonlyMap<Channel, number>;
  readonly eligibleForPermit: readonly PersonKey[];
}

/** Lets every department write down what it learns of a township, police first, the others as the domain lists them. */
export function recordViews(town: Township, random: Random): RecordedViews {
  const { people, today: asOf, stock } = town;
  const register = new IdentityRegister(town.asOf);
  const desk = new FormDesk({
    register,
    random: random.fork('mistakes'),
    firstRowNumber: town.plan.ordinal * 100_000 + 1,
  });
  for (const landlord of town.landlords) register.admit(landlord, landlord);

  const registrations = registerResidents(town.filings, {
    desk,
    random: random.fork('registrations'),
    asOf,
    landlordNames: landlordNamesOf(stock),
  });
  const tenancies = reportTenancies(people, { desk, random: random.fork('tenancies'), asOf, stock });
  const familyPlanning = listVaccinations(people, town.vaccinations, {
    desk,
    random: random.fork('vaccinations'),
    asOf,
  });
  const labor = uploadEmployments(people, { desk, random: random.fork('labor'), asOf });
  const education = enterEnrolments(town.schoolPlaces, town.schools, { desk, random: random.fork('education'), asOf });
  const commerce = registerEnterprises(town.employers, town.licences, desk);
  const community = visitDwellings(people, {
    desk,
    random: random.fork('community'),
    asOf,
    grids: town.places.grids,
    stations: createStations(town.plan),
  });
  const { permits, eligible } = issuePermits({
    people,
    registrations,
    tenancies: heldTenancies(tenancies, town),
    labor,
    education,
    desk,
    random: random.fork('permits'),
    asOf: town.asOf,
  });
  const filed: readonly (readonly [DepartmentName, readonly FormRow[]])[] = [
    ['police', registrations],
    ['police', tenancies],
    ['family-planning', familyPlanning.vaccinations],
    ['labor', labor.employments],
    ['labor', labor.insurances],
    ['education', education.enrolments],
    ['commerce', commerce.operators],
    ['community', community.residents],
  ];
  const identities: readonly Identity[] = [...people.map(toIdentity), ...town.landlords];
  const landlordKeys = new Set(town.landlords.map(({ key }) => key));
  return {
    views: {
      police: {
        people: listPeople({ identities, landlordKeys, registrations, filed, register }),
        dwellings: town.dwellings.map(toDwelling),
        registrations,
        permits,
        rentalUnits: stock.map(({ unit }) => unit).filter(({ registeredOn }) => registeredOn !== undefined),
        tenancies,
      },
      familyPlanning,
      labor,
      education,
      commerce,
      community,
    },
    errorLog: desk.errorLog,
    formsByChannel: desk.formsByChannel,
    eligibleForPermit: eligible,
  };
}

function toDwelling({ key, regionCode, gridCode, address, kind, location }: Dwelling): Dwelling {
  return { key, regionCode, gridCode, address, kind, location };
}

function heldTenancies(
  tenancies: readonly TenancyRow[],
  { stock }: Township,
): ReadonlyMap<PersonKey, readonly HeldTenancy[]> {
  const dwellings = new Map(stock.map(({ unit }) => [unit.key, unit.dwellingKey]));
  const held = new Map<PersonKey, HeldTenancy[]>();
  for (const row of tenancies) {
    if (!isHeld(row)) continue;
    const list = held.get(row.personKey) ?? [];
    held.set(row.personKey, list);
    list.push({ dwellingKey: dwellings.get(row.unitKey) ?? '', startedOn: row.startedOn, endedOn: row.endedOn });
  }
  return held;
}
