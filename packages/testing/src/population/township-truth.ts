import { toDate } from './days.js';
import type { Draft } from './draft.js';
import type { Migrant } from './person/migrant.js';
import type { TruthHousehold, TruthPerson } from './person/person.js';
import { toTruthPerson } from './person/person.js';
import type { Scenarios, Truth } from './population.js';
import { toTruthEnrolment } from './school/enrolment.js';
import type { Filing, TruthRegistration } from './stay/registration.js';
import type { TruthStay } from './stay/stay.js';
import type { Township } from './township.js';
import { toTruthEmployer } from './work/employer.js';
import type { TruthEmployment } from './work/job.js';
import { toTruthLicence } from './work/licence.js';

/** The public record of a township as it is. */
export function recordTruth(town: Township): Truth {
  const { people, households } = recordPeople(town);
  return {
    people,
    households,
    landlords: town.landlords,
    villages: town.places.villages,
    grids: town.places.grids,
    dwellings: town.dwellings,
    rentalUnits: town.stock.map(({ unit }) => unit),
    stays: town.people.flatMap(toTruthStays),
    registrations: town.filings.map(toTruthRegistration),
    employers: town.employers.map(toTruthEmployer),
    employments: town.people.flatMap(toTruthEmployments),
    licences: town.licences.map(toTruthLicence),
    schools: town.schools,
    enrolments: town.schoolPlaces.map(toTruthEnrolment),
    vaccinations: town.vaccinations,
    scenarios: recordScenarios(town),
  };
}

function recordPeople({ people, households, plan }: Township): { people: TruthPerson[]; households: TruthHousehold[] } {
  const keys = new Map(
    households.map((household, index) => [
      household,
      `h${String(plan.ordinal * 100_000 + index + 1).padStart(7, '0')}`,
    ]),
  );
  return {
    people: people.map((person) => toTruthPerson(person, keys.get(person.household) ?? '')),
    households: households.map((household) => ({
      key: keys.get(household) ?? '',
      memberKeys: household.members.map(({ key }) => key),
      originRegionCode: household.origin,
    })),
  };
}

function toTruthStays({ key, stays }: Migrant): TruthStay[] {
  return stays.map(({ dwelling, unit, relation, from, to }) => {
    const stay: Draft<TruthStay> = {
      personKey: key,
      dwellingKey: dwelling.key,
      dwellingRelation: relation,
      from: toDate(from),
    };
    if (unit !== undefined) stay.rentalUnitKey = unit.key;
    if (to !== undefined) stay.to = toDate(to);
    return stay;
  });
}

function toTruthRegistration({ person, occupancy, registered, source, left }: Filing): TruthRegistration {
  const registration: Draft<TruthRegistration> = {
    personKey: person.key,
    dwellingKey: occupancy.dwelling.key,
    registeredOn: toDate(registered),
    source,
  };
  if (left !== undefined) registration.leftOn = toDate(left);
  return registration;
}

function toTruthEmployments({ key, jobs }: Migrant): TruthEmployment[] {
  return jobs.map(({ employer, from, to, endReason, contractSigned, insuredFrom }) => {
    const employment: Draft<TruthEmployment> = { personKey: key, employerCode: employer.code, startedOn: toDate(from) };
    if (to !== undefined) employment.endedOn = toDate(to);
    if (endReason !== undefined) employment.endReason = endReason;
    if (contractSigned !== undefined) employment.contractSignedOn = toDate(contractSigned);
    if (insuredFrom !== undefined) employment.insuredSince = toDate(insuredFrom);
    return employment;
  });
}

function recordScenarios({ people, landlords, employers, licences, underage }: Township): Scenarios {
  return {
    underageHires: [...underage].map(({ key }) => key),
    silentLandlords: landlords.filter(({ reportsTenancies }) => !reportsTenancies).map(({ key }) => key),
    lateEmployers: employers.filter(({ reportsLate }) => reportsLate).map(({ code }) => code),
    closedEmployers: employers.filter(({ closed }) => closed !== undefined).map(({ code }) => code),
    closedLicences: licences.filter(({ closed }) => closed !== undefined).map(({ code }) => code),
    movedBetweenVillages: people
      .filter(({ stays }) => new Set(stays.map(({ dwelling }) => dwelling.regionCode)).size > 1)
      .map(({ key }) => key),
  };
}
