import type { CalendarDate } from '@hub/domain';
import type { PersonKey } from '../person/person.js';
import type { Grid } from '../place/grid.js';
import type { Station } from '../place/station.js';
import type { FormRow } from './form-row.js';

export type VisitOutcome = 'MET' | 'NOBODY' | 'REFUSED' | 'MOVED';

export interface ResidentContent {
  readonly dwellingKey: string;
  readonly firstSeenOn: CalendarDate;
}

/** Somebody whom a grid worker wrote down at the first meeting. */
export interface ResidentRow extends FormRow, ResidentContent {}

/** A visit to a dwelling (入户走访). */
export interface VisitRow {
  readonly rowKey: string;
  readonly dwellingKey: string;
  readonly gridCode: string;
  readonly visitedOn: CalendarDate;
  readonly outcome: VisitOutcome;
  /** Who was met and is linked; empty unless MET, and where nobody who was met could be linked. */
  readonly personKeys: readonly PersonKey[];
}

/** What the communities hold (社区网格). */
export interface CommunityView {
  readonly grids: readonly Grid[];
  readonly stations: readonly Station[];
  readonly residents: readonly ResidentRow[];
  readonly visits: readonly VisitRow[];
}
