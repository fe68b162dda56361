import type { TruthVaccination } from '../child/vaccination.js';
import type { Day } from '../days.js';
import { toDate } from '../days.js';
import type { FormDesk } from '../error/form-desk.js';
import type { Migrant } from '../person/migrant.js';
import { lastDayOf } from '../person/migrant.js';
import type { Random } from '../random.js';
import type { FamilyPlanningView, VaccinationRow } from './family-planning-rows.js';

/** Share of young children whom a clinic here has on its list. */
const listed = 0.88;

/** Children under seven as the clinics list them; a clinic types like a school. */
export function listVaccinations(
  people: readonly Migrant[],
  truth: readonly TruthVaccination[],
  { desk, random, asOf }: { readonly desk: FormDesk; readonly random: Random; readonly asOf: Day },
): FamilyPlanningView {
  const statuses = new Map(truth.map(({ personKey, status }) => [personKey, status]));
  const vaccinations: VaccinationRow[] = [];
  const table = {
    view: 'family-planning',
    name: 'vaccinations',
    prefix: 'va',
    faults: [],
    rows: vaccinations,
  } as const;
  for (const child of people) {
    const status = statuses.get(child.key);
    const last = lastDayOf(child, asOf);
    if (status === undefined || !random.chance(listed)) continue;
    const checked = random.between(Math.max(child.arrived, child.birth, last - 150), last);
    desk.file(table, { channel: 'SCHOOL', subject: child, fill: () => ({ status, asOf: toDate(checked) }) });
  }
  return { vaccinations };
}
