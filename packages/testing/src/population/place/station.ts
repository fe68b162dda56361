import type { TownshipPlan } from '../plan/township-plan.js';

/** A service station (服务管理站): one of the township, one in each village. */
export interface Station {
  /** S and the region's digits. */
  readonly code: string;
  readonly name: string;
  /** Township, 9 digits, or village, 12. */
  readonly regionCode: string;
  readonly kind: 'TOWNSHIP' | 'VILLAGE';
}

export function createStations({ code, name, villages }: TownshipPlan): readonly Station[] {
  const station = (kind: Station['kind'], regionCode: string, of: string): Station => ({
    code: `S${regionCode}`,
    name: `${of}新居民服务管理站`,
    regionCode,
    kind,
  });
  return [
    station('TOWNSHIP', code, name),
    ...villages.map((village) => station('VILLAGE', village.code, village.name)),
  ];
}
