import type { Clock } from '@hub/domain';
import type { PoliceIntake } from '@hub/police';
import { intakePeople, intakePolice } from '@hub/police';
import type { SubgraphService } from '@hub/subgraph';
import { newRecordId } from '@hub/subgraph';
import { countyOf } from '@hub/domain';
import type { PoliceView } from '../population/view/police-rows.js';
import { isHeld } from '../population/view/form-row.js';
import { instantOf, Keys } from './keys.js';

/** Gives everybody an id and fills police's register; ids of people and dwellings are what the other departments need. */
export async function loadPolice(
  service: SubgraphService,
  view: PoliceView,
  { clock, personKey }: { readonly clock: Clock; readonly personKey: Uint8Array },
): Promise<{ readonly people: Keys; readonly dwellings: Keys }> {
  const store = service.getStore();
  const people = new Keys(
    await intakePeople(
      { store, clock, resources: service.resources, personKey },
      view.people.map((person) => ({ ...person, reference: person.personKey })),
    ),
  );
  const dwellings = Keys.mint(
    view.dwellings.map(({ key }) => key),
    clock,
  );
  const rentalUnits = Keys.mint(
    view.rentalUnits.map(({ key }) => key),
    clock,
  );
  const unitDwellings = new Map(view.rentalUnits.map(({ key, dwellingKey }) => [key, dwellingKey]));
  const regions = new Map(view.dwellings.map(({ key, regionCode }) => [key, regionCode]));
  const now = clock.now();
  const intake: PoliceIntake = {
    dwellings: view.dwellings.map(({ key, regionCode, gridCode, address, kind, location: [longitude, latitude] }) => ({
      _id: dwellings.get(key),
      regionCode,
      gridCode,
      address,
      kind,
      location: { longitude, latitude },
      updatedAt: now,
    })),
    registrations: view.registrations.filter(isHeld).map((row, index) => {
      const regionCode = regions.get(row.dwellingKey ?? '') ?? '';
      return {
        _id: newRecordId(now),
        personId: people.get(row.personKey),
        dwellingId: dwellings.get(row.dwellingKey ?? ''),
        regionCode,
        countyCode: countyOf(regionCode),
        arrivedOn: row.arrivedOn,
        registeredOn: row.registeredOn,
        continuousSince: row.continuousSince,
        reason: row.reason,
        dwellingRelation: row.dwellingRelation,
        source: row.source,
        status: row.status,
        ...(row.endedOn !== undefined && { endedOn: row.endedOn }),
        receiptNumber: `R${row.registeredOn.replaceAll('-', '')}-${String(index).padStart(10, '0')}`,
        updatedAt: instantOf(row.endedOn ?? row.registeredOn),
      };
    }),
    permits: view.permits.map((row) => ({
      _id: newRecordId(now),
      personId: people.get(row.personKey),
      basis: row.basis,
      // Suspension follows from the date; what is stored is that the permit was not ended
      state: 'ACTIVE' as const,
      issuedOn: row.issuedOn,
      periods: [{ since: row.issuedOn, until: row.endorsedUntil }],
      updatedAt: instantOf(row.issuedOn),
    })),
    rentalUnits: view.rentalUnits.map((unit, index) => ({
      _id: rentalUnits.get(unit.key),
      number: `${unit.key}-${String(index).padStart(6, '0')}`,
      dwellingId: dwellings.get(unit.dwellingKey),
      landlordId: people.get(unit.landlordKey),
      rooms: unit.rooms,
      maxBeds: unit.maxBeds,
      updatedAt: now,
    })),
    tenancies: view.tenancies.filter(isHeld).map((row) => ({
      _id: newRecordId(now),
      rentalUnitId: rentalUnits.get(row.unitKey),
      dwellingId: dwellings.get(unitDwellings.get(row.unitKey) ?? ''),
      personId: people.get(row.personKey),
      startedOn: row.startedOn,
      ...(row.endedOn !== undefined && { endedOn: row.endedOn }),
      reportedOn: row.reportedOn,
      updatedAt: instantOf(row.endedOn ?? row.startedOn),
    })),
  };
  await intakePolice(store, intake);
  return { people, dwellings };
}
