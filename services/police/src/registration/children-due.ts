import type { CalendarDate } from '@hub/domain';
import { addMonths, ageOn } from '@hub/domain';
import type { IdentityService } from '../identity/identity.service.js';
import type { PersonRepository } from '../person/person.repository.js';
import type { RegistrationDocument, RegistrationRepository } from './registration.repository.js';

/** Children looked up, and identities opened, at a time. */
const batchSize = 500;

/** 国家基本公共卫生服务规范: children of other places come under the vaccination clinic after three months, up to their seventh birthday. */
const stayInMonths = 3;
const ageLimit = 7;

export interface ChildDue {
  readonly personId: string;
  /** Village, 12 digits. */
  readonly regionCode: string;
}

/** 预防接种到期儿童: children whose stay grew long enough in a window of days. */
export class ChildrenDue {
  constructor(
    private readonly identities: IdentityService,
    private readonly people: PersonRepository,
    private readonly registrations: RegistrationRepository,
  ) {}

  /**
   * Children under seven on `asOf` whose stay without a break reached three months from `since` on and before `until`,
   * once each. Who has no known birth date is left out. Only identities of people who came in those days are opened.
   */
  async list(
    { since, until }: { readonly since: CalendarDate; readonly until: CalendarDate },
    asOf: CalendarDate,
  ): Promise<readonly ChildDue[]> {
    // Both ends included: of a day that a shorter month lacks, the month's last day is the anniversary
    const earliest = addMonths(since, -stayInMonths);
    const latest = addMonths(until, -stayInMonths);
    const due = new Map<string, ChildDue>();
    let batch: RegistrationDocument[] = [];
    const keep = async (): Promise<void> => {
      const children = await this.#childrenOf(batch, asOf);
      for (const { personId, regionCode } of batch) {
        if (children.has(personId)) due.set(personId, { personId, regionCode });
      }
      batch = [];
    };
    for await (const registration of this.registrations.findContinuousBetween(earliest, latest)) {
      const reachedOn = addMonths(registration.continuousSince, stayInMonths);
      if (reachedOn < since || reachedOn >= until) continue;
      if (batch.push(registration) === batchSize) await keep();
    }
    await keep();
    return [...due.values()].sort((a, b) => (a.personId < b.personId ? -1 : 1));
  }

  async #childrenOf(registrations: readonly RegistrationDocument[], asOf: CalendarDate): Promise<ReadonlySet<string>> {
    const people = await this.people.listByIds([...new Set(registrations.map(({ personId }) => personId))]);
    const children = people.filter((person) => {
      const { birthDate } = this.identities.open(person);
      return birthDate !== undefined && ageOn(birthDate, asOf) < ageLimit;
    });
    return new Set(children.map(({ _id }) => _id));
  }
}
