import type { Day } from '../days.js';
import { toDate } from '../days.js';
import { errorRate } from '../error/error-model.js';
import type { Fault } from '../error/faults.js';
import type { FormDesk, FormTable } from '../error/form-desk.js';
import type { Random } from '../random.js';
import type { SchoolPlace } from '../school/enrolment.js';
import type { School } from '../school/school.js';
import type { EducationView, EnrolmentContent, EnrolmentRow } from './education-rows.js';

/** Enrolments as the schools enter them. */
export function enterEnrolments(
  places: readonly SchoolPlace[],
  schools: readonly School[],
  { desk, random, asOf }: { readonly desk: FormDesk; readonly random: Random; readonly asOf: Day },
): EducationView {
  const enrolments: EnrolmentRow[] = [];
  const table: FormTable<EnrolmentContent> = {
    view: 'education',
    name: 'enrolments',
    prefix: 'en',
    faults: ['BAD_DATES'],
    rows: enrolments,
  };
  const transferred = places.filter(({ endReason }) => endReason === 'TRANSFERRED').length;
  const untold = Math.min(0.95, (errorRate('NOT_ENDED', 'SCHOOL') * places.length) / Math.max(transferred, 1));
  for (const place of places) {
    const open = place.ended === undefined || (place.endReason === 'TRANSFERRED' && random.chance(untold));
    const form = {
      channel: 'SCHOOL' as const,
      subject: place.child,
      fill: (faults: ReadonlySet<Fault>): EnrolmentContent => ({
        schoolCode: place.school.code,
        schoolYear: String(place.schoolYear),
        grade: place.grade,
        enrolledOn: faults.has('BAD_DATES') ? toDate(asOf + random.between(20, 300)) : toDate(place.enrolled),
        ...(!open && place.ended !== undefined && { endedOn: toDate(place.ended) }),
        ...(!open && place.endReason !== undefined && { endReason: place.endReason }),
      }),
    };
    const row = desk.file(table, form);
    if (row !== undefined && open && place.ended !== undefined) desk.log('NOT_ENDED', table, row, form);
  }
  return { schools, enrolments };
}
