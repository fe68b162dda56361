import type { Clock } from '@hub/domain';
import { fixedClock } from '@hub/domain';
import type { SubgraphDefinition } from '@hub/subgraph';
import type { Answered, CallerOptions, DepartmentOnTrial } from '@hub/testing';
import { countReads, tryDepartment } from '@hub/testing';
import type { GeoJsonPolygon } from './polygon/geo-json-polygon.js';
import { createCommunitySubgraph } from './subgraph.js';

/** 秀东村 and 秀南村. */
export const village = '330921200200';
export const otherVillage = '330921200203';

/** About a metre. */
export const metre = 0.00001;

/** A rectangle by its south-western corner and its size, in degrees. */
export function rectangle(west: number, south: number, width = 0.01, height = 0.01): GeoJsonPolygon {
  const [east, north] = [west + width, south + height];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

/** Community on a throw-away store, with the things that stories about grids and visits repeat. */
export async function tryCommunity() {
  const { definition, takeReads } = countReads(createCommunitySubgraph());
  const { ticking, setNow } = withClock(definition);
  const department = await tryDepartment(ticking);
  return { ...department, takeReads, setNow, ...actions(department) };
}

/** A department whose business clock can be set to the minute, where noon of a day will not do. */
function withClock<Scope>(definition: SubgraphDefinition<Scope>) {
  let set: Clock | undefined;
  const ticking: SubgraphDefinition<Scope> = {
    ...definition,
    createScope: (base) => definition.createScope({ ...base, clock: set ?? base.clock }),
  };
  return {
    ticking,
    /** @param shanghaiTime `2026-11-20T18:00` */
    setNow: (shanghaiTime: string): void => {
      set = fixedClock(new Date(`${shanghaiTime}:00+08:00`));
    },
  };
}

let lastKey = 0;

function actions(department: DepartmentOnTrial) {
  const defineGrid = (serial: string, changes: object = {}, options: CallerOptions = {}): Promise<Answered> =>
    department
      .as('community', options)
      .query(
        'mutation ($input: DefineGridInput!) { defineGrid(input: $input) { code name regionCode kind polygon } }',
        { input: { code: `${village}${serial}`, name: '第一网格', regionCode: village, kind: 'BASIC', ...changes } },
      );
  const recordVisit = (changes: object = {}, options: CallerOptions = {}): Promise<Answered> =>
    department.as('community', options).query(
      `mutation ($input: RecordVisitInput!) {
        recordVisit(input: $input) { id dwelling { id } grid { code } people { id } visitedOn outcome }
      }`,
      {
        input: {
          idempotencyKey: `key-${String((lastKey += 1))}`,
          dwellingId: '01a20443-1bc1-700c-9e9c-794292cfb909',
          personIds: [],
          visitedOn: '2026-11-20',
          outcome: 'NOBODY',
          ...changes,
        },
      },
    );
  const defineStation = (code: string, changes: object = {}, options: CallerOptions = {}): Promise<Answered> =>
    department
      .as('community', options)
      .query('mutation ($input: DefineStationInput!) { defineStation(input: $input) { code name regionCode kind } }', {
        input: { code, name: '秀东村新居民服务管理站', regionCode: village, kind: 'VILLAGE', ...changes },
      });
  const submitReturn = (changes: object = {}, options: CallerOptions = {}): Promise<Answered> =>
    department.as('community', options).query(
      `mutation ($input: SubmitWeeklyReturnInput!) {
        submitWeeklyReturn(input: $input) { stationCode week arrivals departures requests events submittedAt late }
      }`,
      {
        input: {
          idempotencyKey: `key-${String((lastKey += 1))}`,
          stationCode: `S${village}`,
          week: '2026-W47',
          arrivals: 12,
          departures: 3,
          requests: 0,
          events: 1,
          ...changes,
        },
      },
    );
  return {
    defineGrid,
    defineStation,
    submitReturn,
    recordVisit,
    /** Takes the first answer or fails with the first error. */
    must: async (asked: Promise<Answered>): Promise<Readonly<Record<string, unknown>>> => {
      const { data, errors } = await asked;
      if (errors[0] !== undefined) throw new Error(`${String(errors[0].extensions['code'])}: ${errors[0].message}`);
      return Object.values(data ?? {})[0] as Readonly<Record<string, unknown>>;
    },
  };
}

/** Code and reason of the refusal, with the field at fault. */
export function refusalOf({ errors }: Answered): readonly unknown[] {
  const { code, reason, field } = errors[0]?.extensions ?? {};
  return [code, reason, field];
}
