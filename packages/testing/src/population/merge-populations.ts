import { addExpected } from './expected.js';
import type { Population, Scenarios, Truth, Views } from './population.js';

/** Joins townships of one set; nothing in them overlaps. */
export function mergePopulations(parts: readonly [Population, ...Population[]]): Population {
  const [{ set, seed, asOf }] = parts;
  return {
    set,
    seed,
    asOf,
    truth: mergeTruths(parts.map(({ truth }) => truth)),
    views: mergeViews(parts.map(({ views }) => views)),
    errorLog: parts.flatMap(({ errorLog }) => errorLog),
    expected: addExpected(parts.map(({ expected }) => expected)),
  };
}

/** Gives a function that joins one list of all parts. */
function joining<Part>(parts: readonly Part[]): <Item>(listOf: (part: Part) => readonly Item[]) => readonly Item[] {
  return (listOf) => parts.flatMap((part) => listOf(part));
}

function mergeTruths(truths: readonly Truth[]): Truth {
  const join = joining(truths);
  return {
    people: join(({ people }) => people),
    landlords: join(({ landlords }) => landlords),
    households: join(({ households }) => households),
    villages: join(({ villages }) => villages),
    grids: join(({ grids }) => grids),
    dwellings: join(({ dwellings }) => dwellings),
    rentalUnits: join(({ rentalUnits }) => rentalUnits),
    stays: join(({ stays }) => stays),
    registrations: join(({ registrations }) => registrations),
    employers: join(({ employers }) => employers),
    employments: join(({ employments }) => employments),
    licences: join(({ licences }) => licences),
    schools: join(({ schools }) => schools),
    enrolments: join(({ enrolments }) => enrolments),
    vaccinations: join(({ vaccinations }) => vaccinations),
    scenarios: mergeScenarios(truths.map(({ scenarios }) => scenarios)),
  };
}

function mergeScenarios(scenarios: readonly Scenarios[]): Scenarios {
  const join = joining(scenarios);
  return {
    underageHires: join(({ underageHires }) => underageHires),
    silentLandlords: join(({ silentLandlords }) => silentLandlords),
    lateEmployers: join(({ lateEmployers }) => lateEmployers),
    closedEmployers: join(({ closedEmployers }) => closedEmployers),
    closedLicences: join(({ closedLicences }) => closedLicences),
    movedBetweenVillages: join(({ movedBetweenVillages }) => movedBetweenVillages),
  };
}

function mergeViews(views: readonly Views[]): Views {
  const join = joining(views);
  return {
    police: {
      people: join(({ police }) => police.people),
      dwellings: join(({ police }) => police.dwellings),
      registrations: join(({ police }) => police.registrations),
      permits: join(({ police }) => police.permits),
      rentalUnits: join(({ police }) => police.rentalUnits),
      tenancies: join(({ police }) => police.tenancies),
    },
    familyPlanning: { vaccinations: join(({ familyPlanning }) => familyPlanning.vaccinations) },
    labor: {
      employments: join(({ labor }) => labor.employments),
      insurances: join(({ labor }) => labor.insurances),
    },
    education: {
      schools: join(({ education }) => education.schools),
      enrolments: join(({ education }) => education.enrolments),
    },
    commerce: {
      enterprises: join(({ commerce }) => commerce.enterprises),
      operators: join(({ commerce }) => commerce.operators),
    },
    community: {
      grids: join(({ community }) => community.grids),
      stations: join(({ community }) => community.stations),
      residents: join(({ community }) => community.residents),
      visits: join(({ community }) => community.visits),
    },
  };
}
