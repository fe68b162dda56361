import type { CalendarDate, Verification } from '@hub/domain';
import { addMonths, ageOn, answersOf, badInput, HubError, matchesName, normaliseName } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import type { IdentityService } from '../identity/identity.service.js';
import { permitStateOn } from '../permit/permit-terms.js';
import type { RegistrationDocument } from '../registration/registration.repository.js';
import type { PoliceLoaders } from '../scope.js';
import type { PersonDocument } from './person.repository.js';

const { yes, no, unknown } = answersOf('police');
const maxAge = 150;
const maxMonths = 1_200;

/** Answers to questions about one person, from what police holds. Registers that make the fact say no; the rest say unknown. */
export class PersonService {
  constructor(
    private readonly base: ScopeBase,
    private readonly identities: IdentityService,
    private readonly loaders: PoliceLoaders,
  ) {}

  /** @throws HubError NOT_FOUND when police does not hold the person */
  async get(personId: string): Promise<PersonDocument> {
    const person = await this.loaders.person.load(personId);
    if (person !== undefined) return person;
    throw new HubError('NOT_FOUND', 'Police holds no person with this id', { reason: 'NO_RECORD' });
  }

  async nameMatches(personId: string, name: string): Promise<Verification> {
    const stated = normaliseName(name, 'name');
    const person = await this.loaders.person.load(personId);
    if (person === undefined) return unknown('NO_RECORD');
    const matches = matchesName(this.identities.open(person).name, stated);
    return matches ? yes(person.updatedAt) : no('NAME_DIFFERS', person.updatedAt);
  }

  /** Ages count from the document; a document that tells no birth date leaves the answer open. */
  async atLeastAge(personId: string, age: number, on = this.base.clock.today()): Promise<Verification> {
    if (age < 0 || age > maxAge) throw badInput('age', `Give an age from 0 to ${String(maxAge)}`, 'OUT_OF_RANGE');
    const person = await this.loaders.person.load(personId);
    const birthDate = person === undefined ? undefined : this.identities.open(person).birthDate;
    if (person === undefined || birthDate === undefined) return unknown('NO_RECORD');
    return birthDate <= on && ageOn(birthDate, on) >= age ? yes(person.updatedAt) : no('UNDER_AGE', person.updatedAt);
  }

  async residenceRegistered(personId: string, on = this.base.clock.today()): Promise<Verification> {
    const registrations = await this.loaders.registrations.load(personId);
    const current = coveringRegistration(registrations, on);
    if (current !== undefined) return yes(current.updatedAt);
    const earlier = registrations.filter(({ registeredOn }) => registeredOn <= on).at(-1);
    return earlier === undefined ? no('NO_RECORD') : no('ENDED', earlier.updatedAt);
  }

  /** Months count from the registration date, through moves without a break (Zhejiang rules art. 16). */
  async residentForMonths(personId: string, months: number, on = this.base.clock.today()): Promise<Verification> {
    if (months < 0 || months > maxMonths) {
      throw badInput('months', `Give a number of months from 0 to ${String(maxMonths)}`, 'OUT_OF_RANGE');
    }
    const current = coveringRegistration(await this.loaders.registrations.load(personId), on);
    if (current === undefined) return this.residenceRegistered(personId, on);
    return addMonths(current.continuousSince, months) <= on
      ? yes(current.updatedAt)
      : no('TOO_SHORT', current.updatedAt);
  }

  async residencePermitValid(personId: string, on = this.base.clock.today()): Promise<Verification> {
    const permits = await this.loaders.permits.load(personId);
    const issued = permits.filter(({ issuedOn }) => issuedOn <= on);
    const valid = issued.find((permit) => permitStateOn(permit, on) === 'ACTIVE');
    if (valid !== undefined) return yes(valid.updatedAt);
    const latest = issued.at(-1);
    if (latest === undefined) return no('NO_RECORD');
    const state = permitStateOn(latest, on);
    return no(state === 'SUSPENDED' ? 'EXPIRED' : 'ENDED', latest.updatedAt);
  }

  /**
   * Own, rented, lent or lodged in (Hangzhou rules art. 16). Renting counts where a tenancy in a registered unit is on
   * record; police observes dwellings and does not make the right to them, so the rest is unknown, never no.
   */
  async lawfulDwelling(personId: string, on = this.base.clock.today()): Promise<Verification> {
    const current = coveringRegistration(await this.loaders.registrations.load(personId), on);
    if (current === undefined) return unknown('NO_RECORD');
    switch (current.dwellingRelation) {
      case 'OWN':
      case 'DORM':
      case 'RELATIVE':
        return yes(current.updatedAt);
      case 'RENT':
        return this.#rentedLawfully(current, on);
      case 'SITE':
      case 'OTHER':
        return unknown('NO_RECORD', current.updatedAt);
    }
  }

  /** The active registration, the latest where there are several in different counties. */
  async findResidence(personId: string): Promise<RegistrationDocument | undefined> {
    const registrations = await this.loaders.registrations.load(personId);
    return registrations.filter(({ status }) => status === 'ACTIVE').at(-1);
  }

  /** Villages of the active registrations; of somebody who left, the last one. Empty for who never registered. */
  async listRegions(personId: string): Promise<readonly string[]> {
    const registrations = await this.loaders.registrations.load(personId);
    const active = registrations.filter(({ status }) => status === 'ACTIVE');
    return (active.length > 0 ? active : registrations.slice(-1)).map(({ regionCode }) => regionCode);
  }

  async #rentedLawfully(
    { personId, dwellingId, updatedAt }: RegistrationDocument,
    on: CalendarDate,
  ): Promise<Verification> {
    const tenancies = await this.loaders.tenancies.load(personId);
    const tenancy = tenancies.find(
      (each) =>
        each.dwellingId === dwellingId && each.startedOn <= on && (each.endedOn === undefined || on < each.endedOn),
    );
    return tenancy === undefined ? unknown('NO_RECORD', updatedAt) : yes(tenancy.updatedAt);
  }
}

/** The registration in force on a day: from the day it was made to the day before it ended. */
function coveringRegistration(
  registrations: readonly RegistrationDocument[],
  on: CalendarDate,
): RegistrationDocument | undefined {
  return registrations
    .filter(({ registeredOn, endedOn }) => registeredOn <= on && (endedOn === undefined || on < endedOn))
    .at(-1);
}
