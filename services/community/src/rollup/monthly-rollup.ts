import type { CalendarDate } from '@hub/domain';
import { addDays } from '@hub/domain';
import type { StationService } from '../station/station.service.js';
import type { VisitCounts, VisitTally } from '../visit/visit-tally.js';
import { addCounts, noVisits } from '../visit/visit-tally.js';
import type { IsoWeek } from '../weekly-return/iso-week.js';
import { fridayOf, weekOf } from '../weekly-return/iso-week.js';
import type { FigureName, Figures } from '../weekly-return/weekly-return.repository.js';
import { figuresOf } from '../weekly-return/weekly-return.repository.js';
import type { WeeklyReturnService } from '../weekly-return/weekly-return.service.js';

/** Visits and weekly returns of one village, or of a township with all that lies in it. */
export interface RegionRollup {
  readonly visits: VisitCounts;
  readonly returns: number;
  /** Sums of the returns; absent where there was none. */
  readonly figures?: Figures;
}

const townshipDigits = 9;
const nothing: RegionRollup = { visits: noVisits, returns: 0 };

/** 每月汇总: small grids to their village, villages to their township. */
export class MonthlyRollup {
  constructor(
    private readonly tally: VisitTally,
    private readonly stations: StationService,
    private readonly weeklyReturns: WeeklyReturnService,
  ) {}

  /**
   * Every village that has a station or was visited, and every township of them, by code. A week belongs to the month of its
   * Friday.
   */
  async of(since: CalendarDate, until: CalendarDate): Promise<ReadonlyMap<string, RegionRollup>> {
    const [visits, stations, returns] = await Promise.all([
      this.tally.countByVillage({ since, until }),
      this.stations.list(),
      this.weeklyReturns.listOfWeeks(weeksWithin(since, until)),
    ]);
    const regions = new Map<string, RegionRollup>();
    const add = (regionCode: string, part: RegionRollup): void => {
      for (const code of new Set([regionCode, regionCode.slice(0, townshipDigits)])) {
        regions.set(code, join(regions.get(code) ?? nothing, part));
      }
    };
    for (const [village, counts] of visits) add(village, { ...nothing, visits: counts });
    for (const { _id, regionCode } of stations) {
      const sent = returns.get(_id) ?? [];
      const parts = sent.map((each) => ({ ...nothing, returns: 1, figures: figuresOf(each) }));
      add(regionCode, parts.reduce(join, nothing));
    }
    return new Map([...regions].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function join(a: RegionRollup, b: RegionRollup): RegionRollup {
  const figures = [a.figures, b.figures].filter((each) => each !== undefined);
  return {
    visits: addCounts(a.visits, b.visits),
    returns: a.returns + b.returns,
    ...(figures.length > 0 && { figures: sumOf(figures) }),
  };
}

function sumOf(figures: readonly Figures[]): Figures {
  const sum = (name: FigureName): number => figures.reduce((total, each) => total + each[name], 0);
  return {
    arrivals: sum('arrivals'),
    departures: sum('departures'),
    requests: sum('requests'),
    events: sum('events'),
  };
}

/** Weeks whose Friday lies within the days. */
function weeksWithin(since: CalendarDate, until: CalendarDate): readonly IsoWeek[] {
  const weeks: IsoWeek[] = [];
  for (let day = since; day < until; day = addDays(day, 1)) {
    const week = weekOf(day);
    if (fridayOf(week) === day) weeks.push(week);
  }
  return weeks;
}
