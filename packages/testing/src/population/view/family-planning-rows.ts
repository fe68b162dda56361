import type { CalendarDate } from '@hub/domain';
import type { VaccinationStatus } from '../child/vaccination.js';
import type { FormRow } from './form-row.js';

export interface VaccinationContent {
  readonly status: VaccinationStatus;
  /** Day of the check. */
  readonly asOf: CalendarDate;
}

/** Where a child under seven stood in the immunisation schedule (预防接种) when last checked. */
export interface VaccinationRow extends FormRow, VaccinationContent {}

/** What health and family planning holds (卫健). */
export interface FamilyPlanningView {
  readonly vaccinations: readonly VaccinationRow[];
}
