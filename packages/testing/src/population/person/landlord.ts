import { addYears, countyOf } from '@hub/domain';
import type { CalendarDate, Sex } from '@hub/domain';
import { toDay } from '../days.js';
import type { TownshipPlan } from '../plan/township-plan.js';
import type { Random } from '../random.js';
import { personKeyOf } from './create-migrants.js';
import type { DocumentOffice } from './document.js';
import { createName } from './name.js';
import { createPhone } from './papers.js';
import type { TruthLandlord } from './person.js';
import { toIdentity } from './person.js';

/** Locals of 32 to 78 who let dwellings; the first of them reports no tenant. */
export function createLandlords(
  plan: TownshipPlan,
  asOf: CalendarDate,
  office: DocumentOffice,
  random: Random,
): TruthLandlord[] {
  const county = countyOf(plan.code);
  return Array.from({ length: plan.landlords }, (_, index): TruthLandlord => {
    const sex: Sex = random.chance(0.6) ? 'MALE' : 'FEMALE';
    const birth = toDay(addYears(asOf, -random.between(32, 78))) - random.between(0, 364);
    const identity = toIdentity({
      key: personKeyOf(plan.firstPersonNumber + plan.people + index),
      documentType: 'CITIZEN_ID',
      documentNumber: office.citizenId({ birth, sex, origin: county }),
      name: createName(sex, random),
      birth,
      sex,
      phone: createPhone(random),
      hukouRegionCode: county,
    });
    return { ...identity, reportsTenancies: index > 0 };
  });
}
