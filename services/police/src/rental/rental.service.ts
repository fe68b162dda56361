import { randomInt } from 'node:crypto';
import { HubError } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import {
  getPersonId,
  newRecordId,
  parseRecordId,
  recordEvent,
  refuseFuture,
  refuseOutside,
  refuseReversed,
  runOnce,
} from '@hub/subgraph';
import type { DwellingRepository } from '../dwelling/dwelling.repository.js';
import { tenancyEnded, tenancyStarted } from './rental.events.js';
import type { RegisterRentalUnitInput, ReportTenancyEndInput, ReportTenancyStartInput } from './rental.input.js';
import type { RentalRepository, RentalUnitDocument, TenancyDocument } from './rental.repository.js';

/** 出租房屋: units, and tenants' start and end; nothing else about tenants is asked of a landlord. */
export class RentalService {
  constructor(
    private readonly base: ScopeBase,
    private readonly rentals: RentalRepository,
    private readonly dwellings: DwellingRepository,
  ) {}

  /** @throws HubError NOT_FOUND for an unknown dwelling, BAD_USER_INPUT for impossible numbers */
  registerUnit(input: RegisterRentalUnitInput): Promise<RentalUnitDocument> {
    const landlordId = getPersonId(input.landlordId, this.base, 'input.landlordId');
    refuseOutside(input.rooms, { least: 1, most: 200 }, 'input.rooms');
    refuseOutside(input.maxBeds, { least: 1, most: 2_000 }, 'input.maxBeds');
    return runOnce(this.base, {
      operation: 'registerRentalUnit',
      input,
      work: async (session) => {
        const dwelling = await this.dwellings.find(parseRecordId(input.dwellingId, 'input.dwellingId'), session);
        if (dwelling === null) {
          throw new HubError('NOT_FOUND', 'No dwelling has this id; register it first', { field: 'input.dwellingId' });
        }
        const now = this.base.clock.now();
        const unit: RentalUnitDocument = {
          _id: newRecordId(now),
          number: `${dwelling.regionCode}-${String(randomInt(10 ** 9)).padStart(9, '0')}`,
          dwellingId: dwelling._id,
          landlordId,
          rooms: input.rooms,
          maxBeds: input.maxBeds,
          updatedAt: now,
        };
        await this.rentals.insertUnit(unit, session);
        return unit;
      },
    });
  }

  /** @throws HubError NOT_FOUND for an unknown unit, CONFLICT when the person already rents it at that time */
  startTenancy(input: ReportTenancyStartInput): Promise<TenancyDocument> {
    const personId = getPersonId(input.personId, this.base, 'input.personId');
    refuseFuture(input.startedOn, this.base, 'input.startedOn');
    return runOnce(this.base, {
      operation: 'reportTenancyStart',
      input,
      work: async (session) => {
        const unit = await this.rentals.findUnit(parseRecordId(input.rentalUnitId, 'input.rentalUnitId'), session);
        if (unit === null) {
          throw new HubError('NOT_FOUND', 'No rental unit has this id; register it first', {
            field: 'input.rentalUnitId',
          });
        }
        // Two reports at once about one unit wait for each other
        await this.rentals.takeTurn(unit._id, session);
        const wanted = { rentalUnitId: unit._id, personId, startedOn: input.startedOn };
        if ((await this.rentals.findOverlap(wanted, session)) !== null) {
          throw new HubError('CONFLICT', 'The person rents this unit at that time already; report its end first', {
            reason: 'TENANCY_OVERLAPS',
          });
        }
        const now = this.base.clock.now();
        const tenancy: TenancyDocument = {
          _id: newRecordId(now),
          ...wanted,
          dwellingId: unit.dwellingId,
          reportedOn: this.base.clock.today(),
          updatedAt: now,
        };
        await this.rentals.insertTenancy(tenancy, session);
        await this.#tellStarted(tenancy, session);
        return tenancy;
      },
    });
  }

  /** @throws HubError NOT_FOUND, CONFLICT when it ended already, BAD_USER_INPUT when the end lies before the start */
  endTenancy(input: ReportTenancyEndInput): Promise<TenancyDocument> {
    refuseFuture(input.endedOn, this.base, 'input.endedOn');
    return runOnce(this.base, {
      operation: 'reportTenancyEnd',
      input,
      work: async (session) => {
        const tenancy = await this.rentals.findTenancy(parseRecordId(input.tenancyId, 'input.tenancyId'), session);
        if (tenancy === null) throw new HubError('NOT_FOUND', 'No tenancy has this id', { field: 'input.tenancyId' });
        if (tenancy.endedOn !== undefined) {
          throw new HubError('CONFLICT', 'This tenancy has ended already', { reason: 'ALREADY_ENDED' });
        }
        refuseReversed(tenancy.startedOn, input.endedOn, 'input.endedOn');
        const changes = { endedOn: input.endedOn, updatedAt: this.base.clock.now() };
        await this.rentals.endTenancy(tenancy._id, changes, session);
        const { _id: tenancyId, rentalUnitId, personId } = tenancy;
        const data = { tenancyId, rentalUnitId, personId, endedOn: input.endedOn };
        await recordEvent(this.base, session, tenancyEnded, data);
        return { ...tenancy, ...changes };
      },
    });
  }

  async #tellStarted({ _id, rentalUnitId, dwellingId, personId, startedOn }: TenancyDocument, session: Session) {
    const dwelling = await this.dwellings.find(dwellingId, session);
    if (dwelling === null) throw new TypeError('A rental unit lets a dwelling that police holds');
    const { regionCode } = dwelling;
    const data = { tenancyId: _id, rentalUnitId, personId, startedOn, regionCode };
    await recordEvent(this.base, session, tenancyStarted, data);
  }
}
