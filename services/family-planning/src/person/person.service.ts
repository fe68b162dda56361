import type { CalendarDate, Verification } from '@hub/domain';
import { answersOf } from '@hub/domain';
import type { FamilyPlanningLoaders } from '../scope.js';

const { yes, no, unknown } = answersOf('family-planning');

/** Answers about one child. Clinics elsewhere vaccinate too, so without a record nothing is known. */
export class PersonService {
  constructor(private readonly loaders: FamilyPlanningLoaders) {}

  async vaccinationUpToDate(personId: string): Promise<Verification> {
    const [record] = await this.loaders.vaccinations.load(personId);
    if (record === undefined) return unknown('NO_RECORD');
    const asOf = startOfDayInShanghai(record.asOf);
    return record.status === 'UP_TO_DATE' ? yes(asOf) : no(record.status, asOf);
  }
}

/** What was so on a day is known as of its beginning: never later than it was true. */
function startOfDayInShanghai(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00+08:00`);
}
