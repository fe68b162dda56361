import type { CalendarDate } from '@hub/domain';
import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import { createAgePool } from './age-pool.js';
import { assembleHouseholds } from './household.js';
import type { Household, Migrant } from './migrant.js';

/** `p` and six digits. */
export function personKeyOf(number: number): string {
  return `p${String(number).padStart(6, '0')}`;
}

/** The people of a township with their ages and households; names, papers and homes follow. */
export function createMigrants(
  plan: TownshipPlan,
  asOf: CalendarDate,
  random: Random,
): { people: Migrant[]; households: Household[] } {
  const pool = createAgePool(plan.people, plan.profile.ages, asOf, random.fork('ages'));
  const people = pool.map(({ age, sex, birth }, index): Migrant => {
    const household: Household = {
      members: [],
      origin: '',
      relation: 'RENT',
      arrived: 0,
      moved: undefined,
      left: undefined,
    };
    const migrant: Migrant = {
      key: personKeyOf(plan.firstPersonNumber + index),
      birth,
      age,
      sex,
      household,
      role: 'HEAD',
      spouse: undefined,
      guardians: [],
      documentType: 'CITIZEN_ID',
      documentNumber: '',
      name: '',
      phone: undefined,
      hukouRegionCode: undefined,
      arrived: 0,
      employer: undefined,
      jobs: [],
      selfEmployed: false,
      stays: [],
    };
    household.members.push(migrant);
    return migrant;
  });
  const households = assembleHouseholds(people, plan.profile.coupled, random.fork('households'));
  return { people, households };
}
