import { badInput, defaultHolidayCalendar, HubError } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { recordEvent, refuseOutside, requireOwnZone, runByCode } from '@hub/subgraph';
import type { StationService } from '../station/station.service.js';
import type { IsoWeek } from './iso-week.js';
import { parseWeek, weekOf } from './iso-week.js';
import { closeOf, firstDayOf, weekStateAt } from './week-close.js';
import type { WeekPrefill } from './week-prefill.js';
import { weeklyReturnSubmitted } from './weekly-return.events.js';
import type { SubmitWeeklyReturnInput } from './weekly-return.input.js';
import type { WeeklyReturnDocument, WeeklyReturnRepository } from './weekly-return.repository.js';
import { figureNames, figuresOf } from './weekly-return.repository.js';
import type { WeeklyReturnDraft } from './weekly-return.type.js';

const figureRange = { least: 0, most: 100_000 };

export interface WeeklyReturnParts {
  readonly stations: StationService;
  readonly returns: WeeklyReturnRepository;
  readonly prefill: WeekPrefill;
}

/** 周五信息反馈: one return a station and week, which may be corrected until the close and is taken late after it. */
export class WeeklyReturnService {
  readonly #calendar = defaultHolidayCalendar();

  constructor(
    private readonly base: ScopeBase,
    private readonly parts: WeeklyReturnParts,
  ) {}

  /**
   * Takes the figures of a station and week. A second return replaces the first until the close; after it the first one
   * stands, and a first one is taken and marked late.
   *
   * @throws HubError BAD_USER_INPUT for a code, week or number that cannot be
   * @throws HubError NOT_FOUND for an unknown station; FORBIDDEN, reason OUTSIDE_ZONE, for another zone's
   * @throws HubError CONFLICT, reason WEEK_CLOSED, for a second return after the close
   */
  submit(input: SubmitWeeklyReturnInput): Promise<WeeklyReturnDocument> {
    const week = this.parseWeek(input.week, 'input.week');
    for (const name of figureNames) refuseOutside(input[name], figureRange, `input.${name}`);
    // Station and week are the code: of two first returns at once the second finds the first and corrects it
    return runByCode(this.base, {
      operation: 'submitWeeklyReturn',
      input,
      work: async (session) => {
        const station = await this.parts.stations.get(input.stationCode, 'input.stationCode', session);
        requireOwnZone(station.regionCode, this.base, 'Mutation.submitWeeklyReturn');
        const figures = figuresOf(input);
        const now = this.base.clock.now();
        const state = weekStateAt(week, now, this.#calendar);
        const id = `${station._id}.${week}`;
        const standing = await this.parts.returns.find(id, session);
        if (standing !== null && state === 'CLOSED') throw weekClosed();
        const sent = { _id: id, stationCode: station._id, week, ...figures, submittedAt: now };
        const made = state === 'UNKNOWN' ? sent : { ...sent, late: state === 'CLOSED' };
        await (standing === null
          ? this.parts.returns.insert(made, session)
          : this.parts.returns.replace(made, session));
        const told = { stationCode: station._id, week, submittedAt: now.toISOString(), ...figures };
        await recordEvent(this.base, session, weeklyReturnSubmitted, told);
        return made;
      },
    });
  }

  /**
   * What can be counted of a station's week, for its officer to complete.
   *
   * @throws HubError as {@link submit}
   */
  async draft(stationCode: string, stated: string): Promise<WeeklyReturnDraft> {
    const week = this.parseWeek(stated, 'week');
    const station = await this.parts.stations.get(stationCode, 'stationCode');
    requireOwnZone(station.regionCode, this.base, 'Query.weeklyReturnDraft');
    const closesAt = closeOf(week, this.#calendar);
    const counted = await this.parts.prefill.of(station, week);
    return { stationCode: station._id, week, ...counted, ...(closesAt !== undefined && { closesAt }) };
  }

  /** Returns of some weeks by station, each station's in no order. */
  async listOfWeeks(weeks: readonly IsoWeek[]): Promise<ReadonlyMap<string, readonly WeeklyReturnDocument[]>> {
    const byStation = new Map<string, WeeklyReturnDocument[]>();
    for await (const each of this.parts.returns.findOfWeeks(weeks)) {
      byStation.set(each.stationCode, [...(byStation.get(each.stationCode) ?? []), each]);
    }
    return byStation;
  }

  /**
   * A week that a return may be about: begun, and not longer ago than a year.
   *
   * @throws HubError BAD_USER_INPUT, reason `BAD_WEEK`, `FUTURE_WEEK` or `WEEK_TOO_OLD`
   */
  parseWeek(input: string, field: string): IsoWeek {
    const week = parseWeek(input, field);
    const today = this.base.clock.today();
    if (firstDayOf(week, this.#calendar) > today) {
      throw badInput(field, 'The week has not begun; a return tells what has happened', 'FUTURE_WEEK');
    }
    const current = weekOf(today);
    const yearAgo = `${String(Number(current.slice(0, 4)) - 1)}${current.slice(4)}`;
    if (week < yearAgo) throw badInput(field, 'The week lies more than a year back', 'WEEK_TOO_OLD');
    return week;
  }
}

function weekClosed(): HubError {
  return new HubError('CONFLICT', 'The week is closed and the station has sent its return; it stands as it is', {
    field: 'input.week',
    reason: 'WEEK_CLOSED',
  });
}
