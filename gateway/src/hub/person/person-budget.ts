import { HubError } from '@hub/domain';

/** One request asks about so many people at most, under however many names. */
export const maxPersons = 100;

/** Counts the people that one request asks about. */
export class PersonBudget {
  #spent = 0;

  /** @throws HubError LIMIT_EXCEEDED beyond 100 people in a request */
  spend(people: number, field: string): void {
    this.#spent += people;
    if (this.#spent <= maxPersons) return;
    const message = `A request asks about at most ${String(maxPersons)} people; ask in several requests`;
    throw new HubError('LIMIT_EXCEEDED', message, { field });
  }
}
