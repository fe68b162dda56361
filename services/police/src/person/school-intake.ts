import type { RegistrationRepository } from '../registration/registration.repository.js';
import type { PersonRepository } from './person.repository.js';

/** Children looked up at a time. */
const batchSize = 500;

/** 适龄入学儿童: how many children each village has for a year's intake. Birth dates stay sealed: the cohort is found by its year. */
export class SchoolIntake {
  constructor(
    private readonly people: PersonRepository,
    private readonly registrations: RegistrationRepository,
  ) {}

  /** Children by village, each counted where it is registered now, in the latest place where there are two. */
  async countByVillage(intakeYear: number): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    let batch: string[] = [];
    const count = async (): Promise<void> => {
      for (const village of await this.#villagesOf(batch)) counts.set(village, (counts.get(village) ?? 0) + 1);
      batch = [];
    };
    for await (const { _id } of this.people.findCohort(intakeYear)) {
      if (batch.push(_id) === batchSize) await count();
    }
    await count();
    return counts;
  }

  async #villagesOf(children: readonly string[]): Promise<readonly string[]> {
    const registrations = await this.registrations.listActiveOf(children);
    return [...new Map(registrations.map(({ personId, regionCode }) => [personId, regionCode])).values()];
  }
}
