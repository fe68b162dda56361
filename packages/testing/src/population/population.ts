import type { CalendarDate } from '@hub/domain';
import type { TruthVaccination } from './child/vaccination.js';
import type { ErrorEntry } from './error/error-log.js';
import type { Expected } from './expected.js';
import type { PersonKey, TruthHousehold, TruthLandlord, TruthPerson } from './person/person.js';
import type { TruthDwelling } from './place/dwelling.js';
import type { Grid, Village } from './place/grid.js';
import type { RentalUnit } from './place/rental-unit.js';
import type { PopulationSet } from './plan/scale.js';
import type { School } from './school/school.js';
import type { TruthEnrolment } from './school/enrolment.js';
import type { TruthRegistration } from './stay/registration.js';
import type { TruthStay } from './stay/stay.js';
import type { CommerceView } from './view/commerce-rows.js';
import type { CommunityView } from './view/community-rows.js';
import type { EducationView } from './view/education-rows.js';
import type { FamilyPlanningView } from './view/family-planning-rows.js';
import type { LaborView } from './view/labor-rows.js';
import type { PoliceView } from './view/police-rows.js';
import type { TruthEmployer } from './work/employer.js';
import type { TruthEmployment } from './work/job.js';
import type { TruthLicence } from './work/licence.js';

/** Cases that stories and checks look for, by whom or what they are about. */
export interface Scenarios {
  /** Employed before the sixteenth birthday (童工, Decree 364). */
  readonly underageHires: readonly PersonKey[];
  /** Landlords of registered units who never report a tenant. */
  readonly silentLandlords: readonly PersonKey[];
  /** Credit codes of employers whose reports always come late. */
  readonly lateEmployers: readonly string[];
  readonly closedEmployers: readonly string[];
  readonly closedLicences: readonly string[];
  /** Moved from one village to another within the year. */
  readonly movedBetweenVillages: readonly PersonKey[];
}

/** The clean world: what is so, whoever knows of it. */
export interface Truth {
  /** Migrants, those who left within the half year before `asOf` included; exactly as many as the set says. */
  readonly people: readonly TruthPerson[];
  readonly landlords: readonly TruthLandlord[];
  readonly households: readonly TruthHousehold[];
  readonly villages: readonly Village[];
  readonly grids: readonly Grid[];
  readonly dwellings: readonly TruthDwelling[];
  readonly rentalUnits: readonly RentalUnit[];
  readonly stays: readonly TruthStay[];
  readonly registrations: readonly TruthRegistration[];
  readonly employers: readonly TruthEmployer[];
  readonly employments: readonly TruthEmployment[];
  readonly licences: readonly TruthLicence[];
  readonly schools: readonly School[];
  readonly enrolments: readonly TruthEnrolment[];
  readonly vaccinations: readonly TruthVaccination[];
  readonly scenarios: Scenarios;
}

/** What each department would hold: truth minus what never reached it, plus the mistakes of the channels. */
export interface Views {
  readonly police: PoliceView;
  readonly familyPlanning: FamilyPlanningView;
  readonly labor: LaborView;
  readonly education: EducationView;
  readonly commerce: CommerceView;
  readonly community: CommunityView;
}

export interface PopulationOptions {
  readonly set: PopulationSet;
  readonly seed: number;
  /** The day that everything is relative to. */
  readonly asOf: CalendarDate;
}

/** A synthetic population: nobody in it exists. */
export interface Population extends PopulationOptions {
  readonly truth: Truth;
  readonly views: Views;
  readonly errorLog: readonly ErrorEntry[];
  /** Counts and indicators as they are and as the views make them appear. */
  readonly expected: Expected;
}
