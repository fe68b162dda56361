import { badInput, HubError, countyOf, parseRegionCode } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { newRecordId, parseRecordId, recordEvent, refuseFuture, runOnce } from '@hub/subgraph';
import type { DwellingDocument, DwellingRepository } from '../dwelling/dwelling.repository.js';
import type { IdentityService, StatedPerson } from '../identity/identity.service.js';
import type { PermitRepository } from '../permit/permit.repository.js';
import type { PersonDocument, PersonRepository } from '../person/person.repository.js';
import type { DeregisterResidenceInput, RegisterResidenceInput } from './registration.input.js';
import { residenceEnded, residenceMoved, residenceRegistered } from './registration.events.js';
import type { RegistrationDocument, RegistrationRepository } from './registration.repository.js';
import { newReceiptNumber } from './receipt-number.js';

export interface RegistrationParts {
  readonly identities: IdentityService;
  readonly people: PersonRepository;
  readonly dwellings: DwellingRepository;
  readonly registrations: RegistrationRepository;
  readonly permits: PermitRepository;
}

/** 居住登记: registering, moving and leaving (户口登记条例 art. 15; Zhejiang rules art. 9, 13). */
export class RegistrationService {
  constructor(
    private readonly base: ScopeBase,
    private readonly parts: RegistrationParts,
  ) {}

  /**
   * Registers a person at a dwelling. Registering again in the same county is a move: the earlier registration is closed.
   *
   * @throws HubError BAD_USER_INPUT for a wrong document, name, region or date; NOT_FOUND for an unknown dwelling;
   *   CONFLICT when the number is registered under another name
   */
  register(input: RegisterResidenceInput): Promise<RegistrationDocument> {
    const stated = this.parts.identities.state(input.person, 'input.person');
    const hukouRegionCode =
      input.person.hukouRegionCode === undefined
        ? undefined
        : parseRegionCode(input.person.hukouRegionCode, 'input.person.hukouRegionCode', [6], this.base.resources);
    refuseFuture(input.arrivedOn, this.base, 'input.arrivedOn');
    return runOnce(this.base, {
      operation: 'registerResidence',
      input,
      work: async (session) => {
        const dwelling = await this.#getDwelling(parseRecordId(input.dwellingId, 'input.dwellingId'), session);
        const personId = await this.#takeIn(stated, hukouRegionCode, session);
        return this.#open(personId, dwelling, input, session);
      },
    });
  }

  /**
   * Closes a registration.
   *
   * @throws HubError NOT_FOUND, BAD_USER_INPUT for a date before arrival or in the future, CONFLICT when closed already
   */
  deregister(input: DeregisterResidenceInput): Promise<RegistrationDocument> {
    refuseFuture(input.leftOn, this.base, 'input.leftOn');
    return runOnce(this.base, {
      operation: 'deregisterResidence',
      input,
      work: async (session) => {
        const registration = await this.parts.registrations.find(
          parseRecordId(input.registrationId, 'input.registrationId'),
          session,
        );
        if (registration === null) {
          throw new HubError('NOT_FOUND', 'No registration has this id', { field: 'input.registrationId' });
        }
        if (registration.status !== 'ACTIVE') {
          throw new HubError('CONFLICT', 'This registration is closed already', { reason: 'ALREADY_CLOSED' });
        }
        if (input.leftOn < registration.arrivedOn) {
          throw badInput('input.leftOn', 'The day of departure lies before the day of arrival', 'DATE_ORDER');
        }
        return this.#leave(registration, input, session);
      },
    });
  }

  async #getDwelling(dwellingId: string, session: Session): Promise<DwellingDocument> {
    const dwelling = await this.parts.dwellings.find(dwellingId, session);
    if (dwelling !== null) return dwelling;
    throw new HubError('NOT_FOUND', 'No dwelling has this id; register it first', { field: 'input.dwellingId' });
  }

  /** The person's id: of the one with this number, or a new one. A known person becomes ACTIVE and keeps what is not restated. */
  async #takeIn(stated: StatedPerson, hukouRegionCode: string | undefined, session: Session): Promise<string> {
    const { people, identities } = this.parts;
    const hukou = hukouRegionCode === undefined ? {} : { hukouRegionCode };
    const known = await people.findByMatchKey(stated.matchKey, session);
    if (known === null) {
      const person = identities.mint(stated, { status: 'ACTIVE', ...hukou });
      await people.insert(person, session);
      return person._id;
    }
    if (!identities.bearsName(known, stated.identity.name)) {
      throw new HubError('CONFLICT', 'The number is registered under another name; have both documents reviewed', {
        field: 'input.person.name',
        reason: 'NAME_DIFFERS',
      });
    }
    refuseFinal(known);
    await people.takeTurn(known._id, session);
    const kept = identities.keep(known._id, { ...identities.open(known), ...stated.identity });
    await people.update(known._id, { status: 'ACTIVE', ...kept, ...hukou, updatedAt: this.base.clock.now() }, session);
    return known._id;
  }

  async #open(
    personId: string,
    dwelling: DwellingDocument,
    input: RegisterResidenceInput,
    session: Session,
  ): Promise<RegistrationDocument> {
    const today = this.base.clock.today();
    const now = this.base.clock.now();
    const earlier = await this.parts.registrations.findActive(personId, dwelling.regionCode, session);
    if (earlier !== null) {
      const closing = { status: 'MOVED', endedOn: today, updatedAt: now } as const;
      await this.parts.registrations.close(earlier._id, closing, session);
    }
    const registration: RegistrationDocument = {
      _id: newRecordId(now),
      personId,
      dwellingId: dwelling._id,
      regionCode: dwelling.regionCode,
      countyCode: countyOf(dwelling.regionCode),
      arrivedOn: input.arrivedOn,
      registeredOn: today,
      continuousSince: earlier?.continuousSince ?? today,
      reason: input.reason,
      dwellingRelation: input.dwellingRelation,
      source: input.source,
      status: 'ACTIVE',
      receiptNumber: newReceiptNumber(today),
      updatedAt: now,
    };
    await this.parts.registrations.insert(registration, session);
    await (earlier === null
      ? this.#tellRegistered(registration, dwelling, session)
      : this.#tellMoved(registration, { from: earlier, to: dwelling }, session));
    return registration;
  }

  #tellRegistered(
    { _id, personId, registeredOn }: RegistrationDocument,
    { regionCode, gridCode }: DwellingDocument,
    session: Session,
  ): Promise<void> {
    const data = { registrationId: _id, personId, regionCode, gridCode, registeredOn };
    return recordEvent(this.base, session, residenceRegistered, data);
  }

  async #tellMoved(
    { _id, personId, registeredOn }: RegistrationDocument,
    { from, to }: { readonly from: RegistrationDocument; readonly to: DwellingDocument },
    session: Session,
  ): Promise<void> {
    const left = await this.parts.dwellings.find(from.dwellingId, session);
    const data = {
      registrationId: _id,
      personId,
      fromRegionCode: from.regionCode,
      toRegionCode: to.regionCode,
      fromGridCode: left?.gridCode,
      toGridCode: to.gridCode,
      movedOn: registeredOn,
    };
    await recordEvent(this.base, session, residenceMoved, data);
  }

  async #leave(
    registration: RegistrationDocument,
    { leftOn, reason }: DeregisterResidenceInput,
    session: Session,
  ): Promise<RegistrationDocument> {
    const { people, registrations, permits } = this.parts;
    const { _id, personId } = registration;
    const updatedAt = this.base.clock.now();
    const closing = { status: reason, endedOn: leftOn, updatedAt };
    await people.takeTurn(personId, session);
    await registrations.close(_id, closing, session);
    const elsewhere = (await registrations.listActive(personId, session)).filter((each) => each._id !== _id);
    const isFinal = reason === 'LOCALISED' || reason === 'DECEASED';
    if (isFinal) {
      // What ends a person's stay for good ends it in every county
      for (const each of elsewhere) await registrations.close(each._id, closing, session);
      await permits.terminate(personId, { terminatedOn: leftOn, updatedAt }, session);
      await people.update(personId, { status: reason, updatedAt }, session);
    } else if (elsewhere.length === 0) {
      await people.update(personId, { status: 'LEFT', updatedAt }, session);
    }
    for (const ended of isFinal ? [registration, ...elsewhere] : [registration]) {
      const data = { registrationId: ended._id, personId, endedOn: leftOn, reason };
      await recordEvent(this.base, session, residenceEnded, data);
    }
    return { ...registration, ...closing };
  }
}

/** Who died, was merged into another record or became a local is not registered again without somebody looking. */
function refuseFinal({ status }: PersonDocument): void {
  if (status !== 'DECEASED' && status !== 'LOCALISED' && status !== 'MERGED') return;
  throw new HubError(
    'CONFLICT',
    'The register says that this person is not a migrant any more; have the record reviewed',
    {
      field: 'input.person',
      reason: `PERSON_${status}`,
    },
  );
}
