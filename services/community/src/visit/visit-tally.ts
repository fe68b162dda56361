import type { VisitDays, VisitOutcome, VisitRepository } from './visit.repository.js';

/** How many visits came to what. */
export type VisitCounts = Readonly<Record<VisitOutcome, number>>;

/** People found moved away; `isComplete` where every such visit said who. */
export interface Departures {
  readonly personIds: ReadonlySet<string>;
  readonly isComplete: boolean;
}

export const noVisits: VisitCounts = { MET: 0, NOBODY: 0, REFUSED: 0, MOVED: 0 };

export function visitsIn(counts: VisitCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function addCounts(a: VisitCounts, b: VisitCounts): VisitCounts {
  return {
    MET: a.MET + b.MET,
    NOBODY: a.NOBODY + b.NOBODY,
    REFUSED: a.REFUSED + b.REFUSED,
    MOVED: a.MOVED + b.MOVED,
  };
}

/** Numbers of visits by village; a visit that was not placed in a grid lies in no village and is in none of them. */
export class VisitTally {
  constructor(private readonly visits: VisitRepository) {}

  /** @param zone counts the villages in it alone */
  async countByVillage(days: VisitDays, zone?: string): Promise<ReadonlyMap<string, VisitCounts>> {
    const villages = new Map<string, VisitCounts>();
    for (const { regionCode, outcome, count } of await this.visits.countOutcomes(days, zone)) {
      villages.set(regionCode, { ...(villages.get(regionCode) ?? noVisits), [outcome]: count });
    }
    return villages;
  }

  /** @param zone reads the villages in it alone */
  async listDepartures(days: VisitDays, zone?: string): Promise<ReadonlyMap<string, Departures>> {
    const villages = new Map<string, Departures>();
    for await (const { regionCode, personIds } of this.visits.findMoved(days, zone)) {
      if (regionCode === undefined) continue;
      const known = villages.get(regionCode) ?? { personIds: new Set<string>(), isComplete: true };
      villages.set(regionCode, {
        personIds: new Set([...known.personIds, ...personIds]),
        isComplete: known.isComplete && personIds.length > 0,
      });
    }
    return villages;
  }
}
