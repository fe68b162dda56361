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
  const department = await tryDepartment(definition);
  return { ...department, takeReads, ...actions(department) };
}

let lastKey = 0;

function actions(department: DepartmentOnTrial) {
  const community = department.as('community');
  const defineGrid = (serial: string, changes: object = {}, options: CallerOptions = {}): Promise<Answered> =>
    department
      .as('community', options)
      .query(
        'mutation ($input: DefineGridInput!) { defineGrid(input: $input) { code name regionCode kind polygon } }',
        { input: { code: `${village}${serial}`, name: '第一网格', regionCode: village, kind: 'BASIC', ...changes } },
      );
  const recordVisit = (changes: object = {}): Promise<Answered> =>
    community.query(
      `mutation ($input: RecordVisitInput!) {
        recordVisit(input: $input) { id dwelling { id } people { id } visitedOn outcome }
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
  return {
    defineGrid,
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
