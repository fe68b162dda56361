import { isWithin } from '@hub/domain';
import type { StationDocument } from '../station/station.repository.js';
import type { Departures, VisitCounts, VisitTally } from '../visit/visit-tally.js';
import { addCounts, noVisits, visitsIn } from '../visit/visit-tally.js';
import type { IsoWeek } from './iso-week.js';
import { daysOf } from './iso-week.js';
import type { Figures } from './weekly-return.repository.js';

/** What could be counted of a station's week; a figure that nobody counts is absent, never zero. */
export interface Prefill extends Partial<Figures> {
  /** Visits in the station's region, those of a township's villages together. */
  readonly visits: number;
}

/** 预填: what community itself holds of a week. Arrivals are police's; requests and grid events are not recorded yet. */
export class WeekPrefill {
  constructor(private readonly tally: VisitTally) {}

  async of({ regionCode }: StationDocument, week: IsoWeek): Promise<Prefill> {
    const days = daysOf(week);
    const [counts, departures] = await Promise.all([
      this.tally.countByVillage(days, regionCode),
      this.tally.listDepartures(days, regionCode),
    ]);
    return prefillIn(regionCode, counts, departures);
  }

  /** For many stations with two reads of the week. */
  async ofAll(stations: readonly StationDocument[], week: IsoWeek): Promise<ReadonlyMap<string, Prefill>> {
    const days = daysOf(week);
    const [counts, departures] = await Promise.all([this.tally.countByVillage(days), this.tally.listDepartures(days)]);
    return new Map(stations.map(({ _id, regionCode }) => [_id, prefillIn(regionCode, counts, departures)]));
  }
}

function prefillIn(
  zone: string,
  counts: ReadonlyMap<string, VisitCounts>,
  departures: ReadonlyMap<string, Departures>,
): Prefill {
  const visits = visitsIn(valuesIn(zone, counts).reduce(addCounts, noVisits));
  const found = valuesIn(zone, departures);
  // Without visits nobody looked, and a visit that names nobody says that some left, not how many
  const isCounted = visits > 0 && found.every(({ isComplete }) => isComplete);
  const people = new Set(found.flatMap(({ personIds }) => [...personIds]));
  return { visits, ...(isCounted && { departures: people.size }) };
}

function valuesIn<T>(zone: string, byVillage: ReadonlyMap<string, T>): readonly T[] {
  return [...byVillage].filter(([village]) => isWithin(village, zone)).map(([, value]) => value);
}
