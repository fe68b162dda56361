import type { CalendarDate } from '@hub/domain';
import type { VaccinationStatus } from '../child/vaccination.js';
import type { PersonKey } from '../person/person.js';
import type { DwellingKind } from '../place/dwelling.js';
import type { Views } from '../population.js';
import type { RegistrationSource } from '../stay/registration.js';
import type { DwellingRelation } from '../stay/stay.js';
import { isHeld } from '../view/form-row.js';
import type { PermitRow, RegistrationRow } from '../view/police-rows.js';
import type { EnterpriseRow } from '../view/commerce-rows.js';

/** What the six departments hold about one person; null and empty lists where they hold nothing. */
export interface HeldRecords {
  readonly police: {
    readonly residenceRegistered: boolean;
    /** Of the active registration, or of the last one. */
    readonly registeredOn: CalendarDate | null;
    readonly continuousSince: CalendarDate | null;
    readonly registrationStatus: RegistrationRow['status'] | null;
    readonly registrationEndedOn: CalendarDate | null;
    /** Village, 12 digits. */
    readonly regionCode: string | null;
    readonly dwellingKind: DwellingKind | null;
    readonly dwellingRelation: DwellingRelation | null;
    readonly source: RegistrationSource | null;
    readonly hukouRegionCode: string | null;
    readonly permit: Pick<PermitRow, 'basis' | 'issuedOn' | 'endorsedUntil' | 'state'> | null;
    readonly tenancies: readonly {
      readonly startedOn: CalendarDate;
      readonly endedOn: CalendarDate | null;
      /** Of the dwelling that the registration above names; a move that only the landlord or only the tenant told makes them differ. */
      readonly atRegisteredDwelling: boolean;
    }[];
    /** Rental units the person lets. */
    readonly rentalUnits: number;
  };
  readonly familyPlanning: {
    readonly vaccinationStatus: VaccinationStatus | null;
    readonly checkedOn: CalendarDate | null;
  };
  readonly labor: {
    readonly employments: readonly {
      readonly employerCode: string;
      readonly startedOn: CalendarDate;
      readonly endedOn: CalendarDate | null;
      readonly contractSignedOn: CalendarDate | null;
    }[];
    /** Beginning of the insurance that runs on `asOf`. */
    readonly insuredSince: CalendarDate | null;
  };
  readonly education: {
    readonly enrolments: readonly {
      readonly schoolCode: string;
      readonly schoolYear: string;
      readonly grade: number;
      readonly enrolledOn: CalendarDate;
      readonly endedOn: CalendarDate | null;
    }[];
  };
  readonly commerce: {
    readonly enterprises: readonly Pick<EnterpriseRow, 'code' | 'kind' | 'status' | 'establishedOn'>[];
  };
  readonly community: {
    /** Last meeting on a visit. */
    readonly lastSeenOn: CalendarDate | null;
  };
}

/** Rows by person. */
function group<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** What is held of everybody whom a department holds. */
export function collectHeldRecords(views: Views, asOf: CalendarDate): ReadonlyMap<PersonKey, HeldRecords> {
  const police = readPolice(views);
  const familyPlanning = readFamilyPlanning(views);
  const labor = readLabor(views, asOf);
  const education = readEducation(views);
  const commerce = readCommerce(views);
  const community = readCommunity(views);
  return new Map(
    views.police.people.map(({ personKey: key }) => [
      key,
      {
        police: police(key),
        familyPlanning: familyPlanning(key),
        labor: labor(key),
        education: education(key),
        commerce: commerce(key),
        community: community(key),
      },
    ]),
  );
}

type Reader<Department extends keyof HeldRecords> = (key: PersonKey) => HeldRecords[Department];

function readPolice({ police }: Views): Reader<'police'> {
  const people = new Map(police.people.map((person) => [person.personKey, person]));
  const dwellings = new Map(police.dwellings.map((dwelling) => [dwelling.key, dwelling]));
  const registrations = group(police.registrations.filter(isHeld), (row) => row.personKey);
  const permits = new Map(police.permits.map((permit) => [permit.personKey, permit]));
  const tenancies = group(police.tenancies.filter(isHeld), (row) => row.personKey);
  const units = group(police.rentalUnits, ({ landlordKey }) => landlordKey);
  const letDwellings = new Map(police.rentalUnits.map(({ key, dwellingKey }) => [key, dwellingKey]));
  return (key) => {
    const last = registrations.get(key)?.at(-1);
    const dwelling = dwellings.get(last?.dwellingKey ?? '');
    const permit = permits.get(key);
    return {
      residenceRegistered: last?.status === 'ACTIVE',
      registeredOn: last?.registeredOn ?? null,
      continuousSince: last?.continuousSince ?? null,
      registrationStatus: last?.status ?? null,
      registrationEndedOn: last?.endedOn ?? null,
      regionCode: dwelling?.regionCode ?? null,
      dwellingKind: dwelling?.kind ?? null,
      dwellingRelation: last?.dwellingRelation ?? null,
      source: last?.source ?? null,
      hukouRegionCode: people.get(key)?.hukouRegionCode ?? null,
      permit:
        permit === undefined
          ? null
          : {
              basis: permit.basis,
              issuedOn: permit.issuedOn,
              endorsedUntil: permit.endorsedUntil,
              state: permit.state,
            },
      tenancies: (tenancies.get(key) ?? []).map(({ unitKey, startedOn, endedOn }) => ({
        startedOn,
        endedOn: endedOn ?? null,
        atRegisteredDwelling: last?.dwellingKey !== undefined && last.dwellingKey === letDwellings.get(unitKey),
      })),
      rentalUnits: units.get(key)?.length ?? 0,
    };
  };
}

function readFamilyPlanning({ familyPlanning }: Views): Reader<'familyPlanning'> {
  const vaccinations = new Map(familyPlanning.vaccinations.filter(isHeld).map((row) => [row.personKey, row]));
  return (key) => {
    const row = vaccinations.get(key);
    return { vaccinationStatus: row?.status ?? null, checkedOn: row?.asOf ?? null };
  };
}

function readLabor({ labor }: Views, asOf: CalendarDate): Reader<'labor'> {
  const employments = group(labor.employments.filter(isHeld), (row) => row.personKey);
  const running = labor.insurances.filter(isHeld).filter(({ until }) => until === undefined || until >= asOf);
  const insurances = new Map(running.map((row) => [row.personKey, row.since]));
  return (key) => ({
    employments: (employments.get(key) ?? []).map(({ employerCode, startedOn, endedOn, contractSignedOn }) => ({
      employerCode,
      startedOn,
      endedOn: endedOn ?? null,
      contractSignedOn: contractSignedOn ?? null,
    })),
    insuredSince: insurances.get(key) ?? null,
  });
}

function readEducation({ education }: Views): Reader<'education'> {
  const enrolments = group(education.enrolments.filter(isHeld), (row) => row.personKey);
  return (key) => ({
    enrolments: (enrolments.get(key) ?? []).map(({ schoolCode, schoolYear, grade, enrolledOn, endedOn }) => ({
      schoolCode,
      schoolYear,
      grade,
      enrolledOn,
      endedOn: endedOn ?? null,
    })),
  });
}

function readCommerce({ commerce }: Views): Reader<'commerce'> {
  const enterprises = new Map(commerce.enterprises.map((enterprise) => [enterprise.code, enterprise]));
  const operators = group(commerce.operators.filter(isHeld), (row) => row.personKey);
  return (key) => ({
    enterprises: (operators.get(key) ?? []).flatMap(({ enterpriseCode }) => {
      const enterprise = enterprises.get(enterpriseCode);
      if (enterprise === undefined) return [];
      const { code, kind, status, establishedOn } = enterprise;
      return [{ code, kind, status, establishedOn }];
    }),
  });
}

function readCommunity({ community }: Views): Reader<'community'> {
  const seen = new Map<PersonKey, CalendarDate>();
  for (const { personKeys, visitedOn } of community.visits) {
    for (const key of personKeys) if ((seen.get(key) ?? '') < visitedOn) seen.set(key, visitedOn);
  }
  return (key) => ({ lastSeenOn: seen.get(key) ?? null });
}
